using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Makes conditions ready. An optional parameter that is absent speaks for the call, which is another value under a permit than under a prohibition, and under "not".</summary>
internal static class ConditionCompiler
{
    /// <summary>Compiles the condition of a rule.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="effect">What the rule does.</param>
    /// <returns>The compiled condition.</returns>
    public static CompiledCondition Compile(Condition condition, RuleEffect effect) =>
        Compile(condition, effect == RuleEffect.Permit ? Truth.True : Truth.False);

    private static CompiledCondition Compile(Condition condition, Truth good) => condition switch
    {
        AllOf { Parts: [var only] } => Compile(only, good),
        AllOf all => new AllOfCheck([.. all.Parts.Select(part => Compile(part, good))]),
        AnyOf any => new AnyOfCheck([.. any.Parts.Select(part => Compile(part, good))]),
        Not not => new NotCheck(Compile(not.Part, Logic.Negate(good))),
        ParameterCondition parameter => new ParameterCheck(parameter, IfAbsent(parameter.IsOptional, good)),
        Comparison comparison => new ComparisonCheck(comparison),
        MoneyCondition money => new MoneyCheck(money),
        TimeWindow window => new TimeWindowCheck(window),
        EgressCondition egress => new EgressCheck(egress.Allowed, IfAbsent(egress.IsOptional, good)),
        AttributeCondition attribute => new AttributeCheck(attribute, IfAbsent(attribute.IsOptional, good)),
        EnvironmentCondition environment => new EnvironmentCheck(environment),
        _ => throw new InvalidOperationException($"The condition {condition.GetType().Name} has no compiled form."),
    };

    private static Truth IfAbsent(bool isOptional, Truth good) => isOptional ? good : Truth.Undecided;
}
