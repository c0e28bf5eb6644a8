using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy;

/// <summary>The whole way of one evaluation.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Class">The class that the call counts as for rules of the base.</param>
/// <param name="LayerClass">The class that it counts as for rules of the tenant's layer; another one only where the layer declares what the base does not.</param>
/// <param name="Rules">What each rule did, in the order of their ids.</param>
public sealed record PolicyTrace(PolicyVerdict Verdict, ToolClass Class, ToolClass LayerClass, ImmutableArray<RuleTrace> Rules)
{
    /// <summary>Gets the ids of the enforced rules that apply, in ordinal order.</summary>
    public IEnumerable<string> Applied => Rules.Where(rule => rule.Applies && !rule.Rule.IsObserved).Select(rule => rule.Rule.Id);

    /// <summary>Gets the ids of the observed rules that would apply, in ordinal order.</summary>
    public IEnumerable<string> Observed => Rules.Where(rule => rule.Applies && rule.Rule.IsObserved).Select(rule => rule.Rule.Id);
}
