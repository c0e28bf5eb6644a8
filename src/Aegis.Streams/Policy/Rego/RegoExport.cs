using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Rego;

/// <summary>
/// Policies in Rego v1 for Open Policy Agent. `data.aegis.policy.decision` is an object: `verdict` is `allow`, `sanitize`,
/// `approval_needed` or `deny`; `rules` are the ids of the rules that apply, `observed` those of the rules that would, both sorted.
/// It reads the input that <see cref="PolicyInput"/> writes.
/// </summary>
/// <param name="Text">The module; <see langword="null"/>: there are refusals.</param>
/// <param name="Refusals">The rules that Rego cannot say exactly, in the order of the policies; empty: none.</param>
public sealed record RegoExport(string? Text, ImmutableArray<ExportRefusal> Refusals)
{
    /// <summary>Writes policies as Rego.</summary>
    /// <param name="documents">The policies, of the base and of all layers, in any order.</param>
    /// <returns>The module, or why there is none.</returns>
    public static RegoExport Of(ImmutableArray<PolicyDocument> documents)
    {
        var (text, refusals) = RegoPrinter.Print(documents);
        return new RegoExport(refusals.IsEmpty ? text : null, refusals);
    }
}
