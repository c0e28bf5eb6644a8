using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Cedar;

/// <summary>Says comparisons of numbers, as far as whole numbers can.</summary>
internal static class CedarNumbers
{
    private const string NotWhole = "Cedar knows whole numbers of at most 2^53 - 1 only, and the bound is none";

    /// <summary>Compares a parameter, known to be a number, with a bound.</summary>
    public static string Compare(CedarParameter parameter, ComparisonOperator operation, ExactDecimal bound, Action<string> refuse)
    {
        if (CedarInteger.TryWrite(bound) is { } whole) return parameter.Compare(operation, whole);
        refuse(NotWhole);
        return CedarText.False;
    }

    /// <summary>Says a comparison of a parameter with a constant. Anything else computes, and Cedar's 64-bit arithmetic can overflow, which skips the rule.</summary>
    public static CedarTest Of(Comparison comparison, Action<string> refuse)
    {
        switch (comparison)
        {
            case { Left: ParameterTerm { Path: var path }, Right: ConstantTerm constant }:
                return Of(new CedarParameter(path), comparison.Operator, constant.Value, refuse);
            case { Left: ConstantTerm constant, Right: ParameterTerm { Path: var path } }:
                return Of(new CedarParameter(path), Mirror(comparison.Operator), constant.Value, refuse);
            default:
                refuse("Cedar compares one number with one constant only; what it computes can overflow, and then it would skip the rule");
                return new CedarTest(CedarText.False, CedarText.False);
        }
    }

    /// <summary>Says that an amount lies within the bounds of its currency.</summary>
    public static CedarTest Of(MoneyCondition money, Action<string> refuse)
    {
        var amount = new CedarParameter(money.Amount);
        var currency = new CedarParameter(money.Currency);
        var limits = money.Limits.Select(limit => CedarText.And(
            $"{currency.Text} == {CedarText.Quote(limit.Currency)}",
            limit.Min is { } min ? Compare(amount, ComparisonOperator.GreaterOrEqual, min, refuse) : CedarText.True,
            limit.Max is { } max ? Compare(amount, ComparisonOperator.LessOrEqual, max, refuse) : CedarText.True));
        return new CedarTest(CedarText.And(amount.IsNumber, currency.IsText), CedarText.Or(limits));
    }

    private static CedarTest Of(CedarParameter parameter, ComparisonOperator operation, ExactDecimal bound, Action<string> refuse) =>
        new(parameter.IsNumber, Compare(parameter, operation, bound, refuse));

    private static ComparisonOperator Mirror(ComparisonOperator operation) => operation switch
    {
        ComparisonOperator.Less => ComparisonOperator.Greater,
        ComparisonOperator.LessOrEqual => ComparisonOperator.GreaterOrEqual,
        ComparisonOperator.Greater => ComparisonOperator.Less,
        ComparisonOperator.GreaterOrEqual => ComparisonOperator.LessOrEqual,
        _ => operation,
    };
}
