using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language;

/// <summary>Gives conditions one form: `all` in `all` and `any` in `any` are flattened, and one part alone stands for itself.</summary>
internal static class ConditionForm
{
    public static Condition All(IEnumerable<Condition> parts)
    {
        var flat = Flatten(parts, part => part is AllOf all ? all.Parts : default);
        return flat.Length == 0 ? AllOf.Nothing : flat.Length == 1 ? flat[0] : new AllOf(flat);
    }

    public static Condition Any(IEnumerable<Condition> parts)
    {
        var flat = Flatten(parts, part => part is AnyOf any ? any.Parts : default);
        return flat.Length == 1 ? flat[0] : new AnyOf(flat);
    }

    /// <summary>Gives a condition and all in it the one form.</summary>
    public static Condition Of(Condition condition) => condition switch
    {
        AllOf all => All(all.Parts.Select(Of)),
        AnyOf any => Any(any.Parts.Select(Of)),
        Not not => new Not(Of(not.Part)),
        _ => condition,
    };

    /// <summary>Gets the parts that must all hold.</summary>
    public static ImmutableArray<Condition> Parts(Condition condition) => condition is AllOf all ? all.Parts : [condition];

    /// <summary>Counts the conditions other than `all`, `any` and `not`, and how deep they nest; the list at the top is no level.</summary>
    public static (int Count, int Depth) Measure(Condition condition) => Measure(Parts(condition));

    private static ImmutableArray<Condition> Flatten(IEnumerable<Condition> parts, Func<Condition, ImmutableArray<Condition>> inner)
    {
        var flat = ImmutableArray.CreateBuilder<Condition>();
        foreach (var part in parts)
        {
            if (inner(part) is { IsDefault: false } found) flat.AddRange(found);
            else flat.Add(part);
        }

        return flat.DrainToImmutable();
    }

    private static (int Count, int Depth) Measure(ImmutableArray<Condition> parts)
    {
        var (count, depth) = (0, 0);
        foreach (var part in parts)
        {
            var inner = part switch
            {
                Not not => Measure([not.Part]),
                AllOf all => Measure(all.Parts),
                AnyOf any => Measure(any.Parts),
                _ => (Count: 1, Depth: 0),
            };
            (count, depth) = (count + inner.Count, Math.Max(depth, inner.Depth + 1));
        }

        return (count, depth);
    }
}
