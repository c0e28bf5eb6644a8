using System.Collections.Immutable;
using System.Text;
using Aegis.Streams.Policy.Egress;
using Aegis.Streams.Policy.Language.Writing;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language.Layers;

/// <summary>
/// Proves that a condition holds wherever others hold. Conditions hold or do not, or cannot be told; only the first counts here, since a permit
/// applies only where its conditions hold. What is not proven may still be so, and what takes more steps than the budget is not proven.
/// </summary>
internal sealed class Implication
{
    /// <summary>The most conditions that one search looks at: enough to take each of 64 `any` apart, or six of three parts together.</summary>
    private const int MaxSteps = 20_000;

    private readonly Dictionary<Condition, string> _texts = new(ReferenceEqualityComparer.Instance);
    private int _steps;
    private bool _isCut;

    /// <summary>Looks for the part of a condition that others do not imply.</summary>
    /// <param name="demanded">The condition.</param>
    /// <param name="given">What holds.</param>
    /// <returns>What is wider, in words; <see langword="null"/>: the condition is implied.</returns>
    public static string? FindGap(Condition demanded, ImmutableArray<Condition> given)
    {
        var search = new Implication();
        var gap = search.Search(demanded, given, 0, splits: 0);

        // Most proofs need few `any` taken apart, so those are tried first.
        for (var splits = 1; gap is not null && search._isCut; splits++)
        {
            search._isCut = false;
            var next = search.Search(demanded, given, 0, splits);
            if (next is not null && search._steps > MaxSteps) return gap;
            gap = next;
        }

        return gap;
    }

    private string? Search(Condition demanded, ImmutableArray<Condition> given, int from, int splits)
    {
        foreach (var part in ConditionWalk.Demands(demanded))
            if (GapOf(part, [.. given.SelectMany(ConditionWalk.Demands)], from, splits) is { } gap) return gap;
        return null;
    }

    private string? GapOf(Condition demanded, ImmutableArray<Condition> given, int from, int splits)
    {
        _steps += 1 + given.Length;
        if (_steps > MaxSteps) return "it has too many `any` to be compared with the conditions";
        var text = KnownTextOf(demanded);
        if (given.Any(one => KnownTextOf(one) == text)) return null;
        if (demanded is ParameterCondition parameter)
            return ParameterImplication.GapOf(parameter, [.. given.OfType<ParameterCondition>()]) is { } gap && !ImpliedByCases(demanded, given, from, splits) ? gap : null;
        var isImplied = demanded switch
        {
            AnyOf any => any.Parts.Any(part => Search(part, given, from, splits) is null),
            MoneyCondition money => given.OfType<MoneyCondition>().Any(one => Implies(one, money)),
            TimeWindow window => given.OfType<TimeWindow>().Any(one => Implies(one, window)),
            EgressCondition egress => given.OfType<EgressCondition>().Any(one => (egress.IsOptional || !one.IsOptional) && Covers(egress.Allowed, one.Allowed)),
            AttributeCondition attribute => given.OfType<AttributeCondition>().Any(one => Implies(one, attribute)),
            EnvironmentCondition environment => given.OfType<EnvironmentCondition>().Any(one => one.Values.All(environment.Values.Contains)),
            _ => false,
        };
        return isImplied || ImpliedByCases(demanded, given, from, splits) ? null : $"it does not demand {text}";
    }

    /// <summary>
    /// Tries whether each part of some `any` implies the condition. Within the parts of one only those after it are tried: in which order they are
    /// taken apart proves no more, and all orders of ten are millions.
    /// </summary>
    private bool ImpliedByCases(Condition demanded, ImmutableArray<Condition> given, int from, int splits)
    {
        for (var i = from; i < given.Length && _steps <= MaxSteps; i++)
        {
            if (given[i] is not AnyOf any) continue;
            if (splits == 0) _isCut = true;
            else if (any.Parts.All(part => Search(demanded, [.. given.RemoveAt(i), part], i, splits - 1) is null)) return true;
        }

        return false;
    }

    private string KnownTextOf(Condition condition)
    {
        if (!_texts.TryGetValue(condition, out var text)) _texts[condition] = text = TextOf(condition);
        return text;
    }

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
