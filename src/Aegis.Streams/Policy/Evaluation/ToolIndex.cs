using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Finds what the set says of a tool: its number, and what it declares.</summary>
internal sealed class ToolIndex
{
    private readonly Dictionary<string, NamedTool> _byName = new(StringComparer.Ordinal);
    private readonly CompiledTool[] _patterns;

    public ToolIndex(IEnumerable<(ToolDeclaration Declaration, string? Tenant)> declarations, KnownParameters known, NameTable numbers)
    {
        var all = declarations.Select(pair => new CompiledTool(pair.Declaration, pair.Tenant, known.Add(pair.Declaration.Parameters))).ToArray();
        _patterns = [.. all.Where(tool => !tool.Declaration.Tool.IsExact)];
        foreach (var tools in all.Where(tool => tool.Declaration.Tool.IsExact).GroupBy(tool => tool.Declaration.Tool.Text, StringComparer.Ordinal))
            _byName[tools.Key] = new NamedTool(numbers.Of(tools.Key), [.. tools, .. PatternsOf(tools.Key)]);
        foreach (var name in numbers.Names)
            if (!_byName.ContainsKey(name)) _byName[name] = new NamedTool(numbers.Of(name), PatternsOf(name));
    }

    /// <summary>Finds what is known of a name.</summary>
    public NamedTool Find(string tool) => _byName.TryGetValue(tool, out var named) ? named : new NamedTool(NameTable.Unmentioned, _patterns);

    /// <summary>Finds the declarations that may speak of a call.</summary>
    public ReadOnlySpan<CompiledTool> For(string tool) => Find(tool).Declarations;

    /// <summary>Gets what is known of the class of a call.</summary>
    public CallClasses ClassesOf(in PolicyCall call) => ClassesOf(For(call.Tool), call);

    /// <summary>Gets what is known of the class of a call whose declarations are at hand.</summary>
    public static CallClasses ClassesOf(ReadOnlySpan<CompiledTool> tools, in PolicyCall call)
    {
        ToolClass? ofBase = null, ofLayer = null;
        foreach (var tool in tools)
        {
            if (tool.Declaration.Class is not { } declared || !tool.Covers(call)) continue;
            ref var strictest = ref tool.Tenant is null ? ref ofBase : ref ofLayer;
            if (strictest is null || Rank(declared) > Rank(strictest.Value)) strictest = declared;
        }

        return new CallClasses(ofBase, ofLayer, call.ClaimedClass == CallClass.Read ? ToolClass.Read : ToolClass.Write);
    }

    private static int Rank(ToolClass toolClass) => toolClass switch
    {
        ToolClass.Read => 0,
        ToolClass.Write => 1,
        _ => 2,
    };

    private CompiledTool[] PatternsOf(string name) => _patterns.Length == 0 ? _patterns : [.. _patterns.Where(tool => tool.Declaration.Tool.Matches(name))];
}
