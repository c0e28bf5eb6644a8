using Aegis.Streams.Policy.Egress;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Lint;

/// <summary>Looks at each entry of an allow-list that lets calls through.</summary>
internal abstract class EgressLint : ConditionLint<Condition>
{
    /// <summary>Gets what to do.</summary>
    protected abstract string Help { get; }

    /// <summary>Says what is wrong with an entry; <see langword="null"/>: nothing is.</summary>
    protected abstract string? FaultOf(EgressEntry entry);

    protected sealed override void Check(LintSubject subject, PolicyRule rule, Condition condition, bool letsThrough)
    {
        if (!letsThrough) return;
        if (condition is EgressCondition egress)
            foreach (var fault in FaultsOf(egress.Allowed)) subject.Add(this, rule, fault, Help, "when");
        if (condition is ParameterCondition parameter)
            foreach (var fault in parameter.Tests.OfType<EgressTest>().SelectMany(test => FaultsOf(test.Allowed))) subject.AddParameter(this, rule, parameter.Path, fault, Help, "egress");
    }

    private IEnumerable<string> FaultsOf(EgressAllowList allowed) => allowed.Entries.Select(FaultOf).OfType<string>();
}
