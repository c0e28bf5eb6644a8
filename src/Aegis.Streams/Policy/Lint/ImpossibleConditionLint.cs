using System.Collections.Immutable;
using Aegis.Streams.Policy.Language.Layers;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>Conditions that must all hold contradict each other.</summary>
internal sealed class ImpossibleConditionLint : RuleLint
{
    public override string Id => "impossible-condition";

    public override string Summary => "Conditions that must all hold contradict each other.";

    public override string Why => "A permit with such conditions allows nothing. Any other rule with them applies only where they cannot be told, such as where a parameter is absent, or always.";

    public override ImmutableArray<string> Triggers =>
    [
        Permit("{parameter: discount, min: 20}", "{parameter: discount, max: 10}"),
        Permit("{parameter: region, in: [eu, uk]}", "{parameter: region, in: [us]}"),
        Permit("{parameter: note, present: false}", "{parameter: note, type: string}"),
        Permit("{parameter: note, type: number}", "{parameter: note, starts_with: x}"),
        Body(PermitRule("r", "when: [{environment: [test]}, {environment: [production]}]")),
        Permit("""{parameter: name, in: [""]}""", "{parameter: name, min_length: 1}"),
        Body(PermitRule("r", "when: [{attribute: region, equals: eu}]", "unless: [{attribute: region, equals: eu}]")),
    ];

    public override ImmutableArray<string> Passes =>
    [
        Permit("{parameter: discount, min: 10}", "{parameter: discount, max: 10}"),
        Permit("{parameter: region, in: [eu, uk]}", "{parameter: region, in: [uk, us]}"),
        Permit("any: [{parameter: discount, min: 20}, {parameter: discount, max: 10}]"),
        Permit("""{parameter: "items[*].size", min: 20}""", """{parameter: "items[*].size", max: 10}"""),
        Permit("{parameter: size, optional: true, min: 20}", "{parameter: size, optional: true, max: 10}"),
    ];

    protected override void Check(LintSubject subject, PolicyRule rule)
    {
        foreach (var conjunction in LintConditions.Conjunctions(rule.When)) Check(subject, rule, conjunction);
    }

    private void Check(LintSubject subject, PolicyRule rule, ImmutableArray<Condition> conjunction)
    {
        var parameters = conjunction.OfType<ParameterCondition>().Where(one => !one.Path.HasItems).GroupBy(one => one.Path);
        foreach (var same in parameters.Where(same => same.Any(one => !one.IsOptional) && TestContradiction.Exists([.. same.SelectMany(one => one.Tests)])))
            subject.AddParameter(this, rule, same.Key, $"no value of `{same.Key}` passes all of its tests", null);
        if (AreDisjoint(conjunction.OfType<EnvironmentCondition>().Select(one => one.Values)))
            subject.Add(this, rule, "no environment is in all of the lists", null, "when");
        foreach (var same in conjunction.OfType<AttributeCondition>().Where(one => one is { IsNegated: false, IsOptional: false, Values.IsEmpty: false }).GroupBy(one => one.Name))
            if (AreDisjoint(same.Select(one => one.Values))) subject.Add(this, rule, $"no value of attribute `{same.Key}` is in all of the lists", null, "when");
        var texts = conjunction.Select(Implication.TextOf).ToHashSet(StringComparer.Ordinal);
        foreach (var opposite in conjunction.OfType<Not>().Where(not => texts.Contains(Implication.TextOf(not.Part)) && IsDecidedAlike(not.Part)))
            subject.Add(this, rule, $"condition {Implication.TextOf(opposite.Part)} must hold and must not", null, "unless");
    }

    /// <summary>What is optional holds on both sides of `not` where it is left out.</summary>
    private static bool IsDecidedAlike(Condition condition) => Implication.TextOf(condition) == Implication.TextOf(Negation.Strict(condition));

    private static bool AreDisjoint(IEnumerable<ImmutableArray<string>> lists)
    {
        var all = lists.ToList();
        return all.Count > 1 && !all[0].Any(value => all.TrueForAll(list => list.Contains(value)));
    }
}
