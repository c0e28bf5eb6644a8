using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>A declaration made ready.</summary>
/// <param name="Declaration">The declaration.</param>
/// <param name="Tenant">The tenant whose layer it is in; <see langword="null"/>: the base.</param>
/// <param name="Known">The trie of the parameters that it names.</param>
internal sealed record CompiledTool(ToolDeclaration Declaration, string? Tenant, int Known)
{
    public bool Covers(in PolicyCall call)
    {
        if (Tenant is not null && Tenant != call.Tenant) return false;
        if (!Declaration.Tool.Matches(call.Tool)) return false;
        if (Declaration.Actions.IsEmpty) return true;
        foreach (var action in Declaration.Actions)
            if (action.Matches(call.Action)) return true;
        return false;
    }
}
