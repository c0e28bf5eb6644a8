using System.Collections.Frozen;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Finds what the set declares of a tool's action.</summary>
internal sealed class ToolIndex
{
    private readonly FrozenDictionary<string, CompiledTool[]> _byName;
    private readonly CompiledTool[] _patterns;

    public ToolIndex(IEnumerable<(ToolDeclaration Declaration, string? Tenant)> declarations, KnownParameters known)
    {
        var all = declarations.Select(pair => new CompiledTool(pair.Declaration, pair.Tenant, known.Add(pair.Declaration.Parameters))).ToArray();
        _patterns = [.. all.Where(tool => !tool.Declaration.Tool.IsExact)];
        _byName = all.Where(tool => tool.Declaration.Tool.IsExact).Select(tool => tool.Declaration.Tool.Text).Distinct(StringComparer.Ordinal)
            .ToFrozenDictionary(name => name, name => all.Where(tool => tool.Declaration.Tool.Matches(name)).ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Finds the declarations that may speak of a call.</summary>
    public ReadOnlySpan<CompiledTool> For(string tool) => _byName.TryGetValue(tool, out var tools) ? tools : _patterns;

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
}
