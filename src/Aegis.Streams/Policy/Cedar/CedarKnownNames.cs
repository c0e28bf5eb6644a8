using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Cedar;

/// <summary>
/// The parameters that a permit knows, as a tree. What is in a parameter that no longer path goes into is known as a whole; elsewhere only
/// the named members, and the items of an array where a path has `[*]`, are. Where paths go on and none ends, the parameter must be what they go
/// into: an object, or an array.
/// </summary>
internal sealed class CedarKnownNames
{
    private readonly SortedDictionary<string, CedarKnownNames> _parts = new(StringComparer.Ordinal);
    private readonly string _key;
    private readonly bool _isInItems;
    private bool _isEnd;
    private bool _hasMembers;
    private bool _hasItems;

    /// <summary>Initializes the tree.</summary>
    /// <param name="paths">The known parameters.</param>
    public CedarKnownNames(IEnumerable<ParameterPath> paths)
        : this(CedarKey.Parameters, isInItems: false)
    {
        foreach (var path in paths)
        {
            var node = this;
            foreach (var step in path.Steps) node = node.Part(step);
            node._isEnd = true;
        }
    }

    private CedarKnownNames(string key, bool isInItems) => (_key, _isInItems) = (key, isInItems);

    /// <summary>Says that a call has no parameter that is not known.</summary>
    public string CoverCall() => CedarText.And([Covers(CedarText.Quote(_key)), .. _parts.Values.SelectMany(part => part.Demands())]);

    private CedarKnownNames Part(PathStep step)
    {
        _hasMembers |= !step.IsEachItem;
        _hasItems |= step.IsEachItem;
        var name = step.ToString();
        if (!_parts.TryGetValue(name, out var part)) _parts[name] = part = new CedarKnownNames(CedarKey.Below(_key, step), _isInItems || step.IsEachItem);
        return part;
    }

    private IEnumerable<string> Demands()
    {
        if (_parts.Count == 0) return [];
        var key = CedarText.Quote(_key);
        return [IsFitting(key), CedarText.Or($"!(context.names has {key})", Covers(key)), .. _parts.Values.SelectMany(part => part.Demands())];
    }

    private string Covers(string key) => $"{CedarText.Set(_parts.Keys)}.containsAll(context.names[{key}])";

    private string IsFitting(string key)
    {
        if (_isEnd) return CedarText.True;
        string[] kinds = (_hasMembers, _hasItems) switch
        {
            (true, true) => ["array", "object"],
            (true, false) => ["object"],
            _ => ["array"],
        };
        return _isInItems
            ? CedarText.Or($"!(context.kinds has {key})", $"{CedarText.Set(kinds)}.containsAll(context.kinds[{key}])")
            : CedarText.Or($"!(context.kind has {key})", $"{CedarText.Set(kinds)}.contains(context.kind[{key}])");
    }
}
