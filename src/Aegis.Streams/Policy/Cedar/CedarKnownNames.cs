using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Cedar;

/// <summary>
/// The parameters that a permit knows, as a tree. What is in a parameter that no longer path goes into is known as a whole; elsewhere only
/// the named members, and the items of an array where a path has `[*]`, are.
/// </summary>
internal sealed class CedarKnownNames
{
    private readonly SortedDictionary<string, CedarKnownNames> _parts = new(StringComparer.Ordinal);
    private readonly string _key;

    /// <summary>Initializes the tree.</summary>
    /// <param name="paths">The known parameters.</param>
    public CedarKnownNames(IEnumerable<ParameterPath> paths)
        : this(CedarKey.Parameters)
    {
        foreach (var path in paths)
        {
            var node = this;
            foreach (var step in path.Steps) node = node.Part(step);
        }
    }

    private CedarKnownNames(string key) => _key = key;

    /// <summary>Says that a call has no parameter that is not known.</summary>
    public string CoverCall() => CedarText.And(Demands(isRoot: true));

    private CedarKnownNames Part(PathStep step)
    {
        var name = step.ToString();
        if (!_parts.TryGetValue(name, out var part)) _parts[name] = part = new CedarKnownNames(CedarKey.Below(_key, step));
        return part;
    }

    private IEnumerable<string> Demands(bool isRoot = false)
    {
        if (_parts.Count == 0 && !isRoot) return [];
        var key = CedarText.Quote(_key);
        var covers = $"{CedarText.Set(_parts.Keys)}.containsAll(context.names[{key}])";
        var own = isRoot ? covers : $"(!(context.names has {key}) || {covers})";
        return _parts.Values.SelectMany(part => part.Demands()).Prepend(own);
    }
}
