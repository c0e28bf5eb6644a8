using System.Collections.Immutable;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Lint;

/// <summary>Takes the conditions of rules apart.</summary>
internal static class LintConditions
{
    /// <summary>
    /// Lists the conditions without `all`, `any` and `not`, and whether a call gets through where they hold: those of a permit, and of another
    /// rule those under `not` or `unless`. There a test that accepts too much lets something through; elsewhere it only stops more.
    /// </summary>
    public static IEnumerable<(Condition Leaf, bool LetsThrough)> Leaves(PolicyRule rule) => Leaves(rule.When, rule.Effect == RuleEffect.Permit);

    /// <summary>Lists the parameter conditions that let calls through.</summary>
    public static IEnumerable<ParameterCondition> LettingThrough(PolicyRule rule) =>
        Leaves(rule).Where(pair => pair.LetsThrough).Select(pair => pair.Leaf).OfType<ParameterCondition>();

    /// <summary>Lists groups of conditions that must all hold, outermost first.</summary>
    public static IEnumerable<ImmutableArray<Condition>> Conjunctions(Condition condition)
    {
        var parts = ConditionForm.Parts(ConditionForm.Of(condition));
        yield return parts;
        foreach (var inner in parts.SelectMany(part => part switch
        {
            AnyOf any => any.Parts.SelectMany(Conjunctions),
            Not not => Conjunctions(not.Part),
            _ => [],
        }))
            yield return inner;
    }

    private static IEnumerable<(Condition Leaf, bool LetsThrough)> Leaves(Condition condition, bool letsThrough) => condition switch
    {
        AllOf all => all.Parts.SelectMany(part => Leaves(part, letsThrough)),
        AnyOf any => any.Parts.SelectMany(part => Leaves(part, letsThrough)),
        Not not => Leaves(not.Part, !letsThrough),
        _ => [(condition, letsThrough)],
    };
}
