using System.Collections.Immutable;
using System.Text;
using Aegis.Streams.Policy.Egress;
using Aegis.Streams.Policy.Language.Writing;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language.Layers;

/// <summary>
/// Proves that a condition holds wherever others hold. Conditions hold or do not, or cannot be told; only the first counts here, since a permit
/// applies only where its conditions hold. What is not proven may still be so.
/// </summary>
internal static class Implication
{
    /// <summary>Looks for the part of a condition that others do not imply.</summary>
    /// <param name="demanded">The condition.</param>
    /// <param name="given">What holds.</param>
    /// <returns>What is wider, in words; <see langword="null"/>: the condition is implied.</returns>
    public static string? FindGap(Condition demanded, ImmutableArray<Condition> given)
    {
        foreach (var part in ConditionWalk.Demands(demanded))
            if (GapOf(part, [.. given.SelectMany(ConditionWalk.Demands)]) is { } gap) return gap;
        return null;
    }

    private static string? GapOf(Condition demanded, ImmutableArray<Condition> given)
    {
        var text = TextOf(demanded);
        if (given.Any(one => TextOf(one) == text)) return null;
        if (demanded is ParameterCondition parameter) return ParameterImplication.GapOf(parameter, [.. given.OfType<ParameterCondition>()]) is { } gap && !ImpliedByCases(demanded, given) ? gap : null;
        var isImplied = demanded switch
        {
            AnyOf any => any.Parts.Any(part => FindGap(part, given) is null),
            MoneyCondition money => given.OfType<MoneyCondition>().Any(one => Implies(one, money)),
            TimeWindow window => given.OfType<TimeWindow>().Any(one => Implies(one, window)),
            EgressCondition egress => given.OfType<EgressCondition>().Any(one => (egress.IsOptional || !one.IsOptional) && Covers(egress.Allowed, one.Allowed)),
            AttributeCondition attribute => given.OfType<AttributeCondition>().Any(one => Implies(one, attribute)),
            EnvironmentCondition environment => given.OfType<EnvironmentCondition>().Any(one => one.Values.All(environment.Values.Contains)),
            _ => false,
        };
        return isImplied || ImpliedByCases(demanded, given) ? null : $"it does not demand {text}";
    }

    /// <summary>Tries whether each part of some `any` implies the condition.</summary>
    private static bool ImpliedByCases(Condition demanded, ImmutableArray<Condition> given) =>
        given.OfType<AnyOf>().Any(any => any.Parts.All(part => FindGap(demanded, [.. given.Remove(any), part]) is null));

    private static bool Implies(MoneyCondition given, MoneyCondition demanded) =>
        given.Amount.Equals(demanded.Amount) && given.Currency.Equals(demanded.Currency)
        && given.Limits.All(limit => demanded.Limits.Any(bound =>
            bound.Currency == limit.Currency && (bound.Min is null || limit.Min >= bound.Min) && (bound.Max is null || limit.Max <= bound.Max)));

    private static bool Implies(TimeWindow given, TimeWindow demanded)
    {
        if (given.Zone != demanded.Zone || !(demanded.Days.IsEmpty || (!given.Days.IsEmpty && given.Days.All(demanded.Days.Contains)))) return false;
        if (given.From == demanded.From && given.To == demanded.To) return true;
        return demanded.From < demanded.To && given.From < given.To && given.From >= demanded.From && given.To <= demanded.To;
    }

    private static bool Implies(AttributeCondition given, AttributeCondition demanded)
    {
        if (given.Name != demanded.Name || (given.IsOptional && !demanded.IsOptional)) return false;
        if (demanded.Values.IsEmpty) return true;
        if (given.Values.IsEmpty || given.IsNegated != demanded.IsNegated) return false;
        return demanded.IsNegated ? demanded.Values.All(given.Values.Contains) : given.Values.All(demanded.Values.Contains);
    }

    /// <summary>Says whether an allow-list names every entry of another.</summary>
    public static bool Covers(EgressAllowList outer, EgressAllowList inner) =>
        inner.Entries.All(entry => outer.Entries.Any(one => one.ToString() == entry.ToString()));

    /// <summary>Writes a condition in its one spelling.</summary>
    public static string TextOf(Condition condition)
    {
        var json = new CanonicalJson();
        ConditionWriter.Write(json, ConditionForm.Of(condition));
        return Encoding.UTF8.GetString(json.Written);
    }
}
