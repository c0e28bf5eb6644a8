using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language.Layers;

/// <summary>
/// Turns conditions around, so that what <see cref="Implication"/> proves of permits is proven of prohibitions: a prohibition is silent exactly
/// where its condition, turned around and read as that of a permit, holds. What is optional speaks for the call on both sides.
/// </summary>
internal static class Negation
{
    /// <summary>Turns a condition around, down to the tests where the language has a word for the opposite.</summary>
    public static Condition Of(Condition condition) => condition switch
    {
        Not not => not.Part,
        AllOf all => ConditionForm.Any(all.Parts.Select(Of)),
        AnyOf any => ConditionForm.All(any.Parts.Select(Of)),
        Comparison comparison => comparison with { Operator = Opposite(comparison.Operator) },
        ParameterCondition { Tests: [var test] } parameter => OfTest(parameter, test),
        ParameterCondition { Tests.Length: > 1, Path.HasItems: false } parameter => ConditionForm.Any(parameter.Tests.Select(test => OfTest(parameter, test))),
        _ => new Not(condition),
    };

    /// <summary>Makes a condition that holds only where the parameters are there, so that it says the same under every effect.</summary>
    public static Condition Strict(Condition condition) => condition switch
    {
        AllOf all => new AllOf([.. all.Parts.Select(Strict)]),
        AnyOf any => new AnyOf([.. any.Parts.Select(Strict)]),
        Not not => new Not(Strict(not.Part)),
        ParameterCondition parameter => parameter with { IsOptional = false },
        EgressCondition egress => egress with { IsOptional = false },
        AttributeCondition attribute => attribute with { IsOptional = false },
        _ => condition,
    };

    private static Condition OfTest(ParameterCondition parameter, ParameterTest test)
    {
        // What every value passes has no opposite among tests, and yet is silent where an optional value is left out.
        if (Opposites(test) is not { IsEmpty: false } opposites) return new Not(parameter with { Tests = [test] });
        var quantifier = parameter.Quantifier == Quantifier.Every ? Quantifier.Any : Quantifier.Every;

        // Not every item between two bounds: some item below or some item above. But not any item between them: every item is either.
        if (parameter.Path.HasItems && parameter.Quantifier == Quantifier.Any && opposites.Length != 1) return new Not(parameter with { Tests = [test] });
        return ConditionForm.Any(opposites.Select(one => parameter with { Tests = [one], Quantifier = parameter.Path.HasItems ? quantifier : parameter.Quantifier }));
    }

    /// <summary>Gets the tests of which one is passed exactly where the given one fails; <see langword="null"/>: the language has no word for them.</summary>
    private static ImmutableArray<ParameterTest>? Opposites(ParameterTest test) => test switch
    {
        NumberRange range => [.. OutsideOf(range)],
        LengthRange length => [.. OutsideOf(length.Min, length.Max).Select(bounds => new LengthRange(bounds.Min, bounds.Max))],
        ItemCount count => [.. OutsideOf(count.Min, count.Max).Select(bounds => new ItemCount(bounds.Min, bounds.Max))],
        OneOf values => [values with { IsNegated = !values.IsNegated }],
        PatternTest pattern => [pattern with { IsNegated = !pattern.IsNegated }],
        PresenceTest presence => [new PresenceTest(!presence.IsPresent)],
        _ => null,
    };

    private static IEnumerable<NumberRange> OutsideOf(NumberRange range)
    {
        if (range.Min is { } min) yield return new NumberRange(null, min) { IsMaxExcluded = !range.IsMinExcluded };
        if (range.Max is { } max) yield return new NumberRange(max, null) { IsMinExcluded = !range.IsMaxExcluded };
    }

    private static IEnumerable<(int? Min, int? Max)> OutsideOf(int? min, int? max)
    {
        if (min > 0) yield return (null, min - 1);
        if (max < int.MaxValue) yield return (max + 1, null);
    }

    private static ComparisonOperator Opposite(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => ComparisonOperator.NotEqual,
        ComparisonOperator.NotEqual => ComparisonOperator.Equal,
        ComparisonOperator.Less => ComparisonOperator.GreaterOrEqual,
        ComparisonOperator.LessOrEqual => ComparisonOperator.Greater,
        ComparisonOperator.Greater => ComparisonOperator.LessOrEqual,
        _ => ComparisonOperator.Less,
    };
}
