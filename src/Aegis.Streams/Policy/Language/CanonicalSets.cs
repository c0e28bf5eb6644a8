using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Aegis.Streams.Policy.Egress;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language;

/// <summary>Gives sets their one order, without repetitions.</summary>
internal static class CanonicalSets
{
    public static ImmutableArray<string> Of(IEnumerable<string> texts) => Order(texts, text => text);

    public static ImmutableArray<NameGlob> Of(IEnumerable<NameGlob> globs) => Order(globs, glob => glob.Text);

    public static ImmutableArray<ParameterPath> Of(IEnumerable<ParameterPath> paths) => Order(paths, path => path.Text);

    public static ImmutableArray<Literal> Of(IEnumerable<Literal> literals) => Order(literals, LiteralText.Of);

    public static ImmutableArray<EgressEntry> Of(IEnumerable<EgressEntry> entries) => Order(entries, entry => entry.ToString());

    public static ImmutableArray<ToolClass> Of(IEnumerable<ToolClass> classes) => [.. classes.Distinct().Order()];

    public static ImmutableArray<DayOfWeek> Of(IEnumerable<DayOfWeek> days) =>
        days.Distinct().ToList() is { Count: < 7 } some ? [.. some.OrderBy(PolicyWords.Order)] : [];

    public static ImmutableArray<MoneyLimit> Of(IEnumerable<MoneyLimit> limits) => Order(limits, limit => limit.Currency);

    private static ImmutableArray<T> Order<T>(IEnumerable<T> items, Func<T, string> key)
    {
        var array = items.ToArray();
        for (var i = 1; i < array.Length; i++)
        {
            if (Utf8Order.Instance.Compare(key(array[i - 1]), key(array[i])) < 0) continue;
            return [.. array.Select(item => (Key: key(item), Item: item)).DistinctBy(pair => pair.Key).OrderBy(pair => pair.Key, Utf8Order.Instance).Select(pair => pair.Item)];
        }

        // Most sets come in their order, and then nothing needs to be compared again.
        return ImmutableCollectionsMarshal.AsImmutableArray(array);
    }
}
