using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Tests.Policy.Differential;

/// <summary>Changes policies as a careless engine would read them.</summary>
internal static class ConditionChange
{
    public static ImmutableArray<PolicyDocument> OfRules(ImmutableArray<PolicyDocument> documents, Func<PolicyRule, PolicyRule?> change) =>
        [.. documents.Select(document => document with { Rules = [.. document.Rules.Select(change).OfType<PolicyRule>()] })];

    public static ImmutableArray<PolicyDocument> OfConditions(ImmutableArray<PolicyDocument> documents, Func<Condition, Condition> change) =>
        OfRules(documents, rule => rule with { When = Of(rule.When, change) });

    public static ImmutableArray<PolicyDocument> OfTests(ImmutableArray<PolicyDocument> documents, Func<ParameterTest, ParameterTest> change) =>
        OfConditions(documents, condition => condition is ParameterCondition parameter ? parameter with { Tests = [.. parameter.Tests.Select(change)] } : condition);

    private static Condition Of(Condition condition, Func<Condition, Condition> change) => change(condition switch
    {
        AllOf all => new AllOf([.. all.Parts.Select(part => Of(part, change))]),
        AnyOf any => new AnyOf([.. any.Parts.Select(part => Of(part, change))]),
        Not not => new Not(Of(not.Part, change)),
        _ => condition,
    });
}
