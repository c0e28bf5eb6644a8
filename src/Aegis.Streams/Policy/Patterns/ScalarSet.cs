using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Patterns;

/// <summary>A set of Unicode scalar values: what one place of a pattern accepts. Surrogates are never in it.</summary>
internal sealed class ScalarSet : IEquatable<ScalarSet>
{
    public const int LastScalar = 0x10FFFF;

    public const int FirstSurrogate = 0xD800;

    public const int LastSurrogate = 0xDFFF;

    /// <summary>`\d` as RE2 means it.</summary>
    public static readonly ScalarSet Digits = Of([new('0', '9')]);

    /// <summary>`\w` as RE2 means it.</summary>
    public static readonly ScalarSet WordCharacters = Of([new('0', '9'), new('A', 'Z'), new('_', '_'), new('a', 'z')]);

    /// <summary>`\s` as RE2 means it, without the vertical tab.</summary>
    public static readonly ScalarSet Blanks = Of([new('\t', '\n'), new('\f', '\r'), new(' ', ' ')]);

    /// <summary>`.` as RE2 means it.</summary>
    public static readonly ScalarSet AnyButLineFeed = Single('\n').Complement();

    private ScalarSet(ImmutableArray<ScalarRange> ranges) => Ranges = ranges;

    /// <summary>Gets the ranges in ascending order, apart from each other.</summary>
    public ImmutableArray<ScalarRange> Ranges { get; }

    public bool IsEmpty => Ranges.IsEmpty;

    public bool IsSingle => Ranges.Length == 1 && Ranges[0].First == Ranges[0].Last;

    public static ScalarSet Single(int scalar) => Of([new(scalar, scalar)]);

    /// <summary>Makes a set of ranges in any order, which may overlap; surrogates are left out.</summary>
    public static ScalarSet Of(IEnumerable<ScalarRange> ranges)
    {
        var merged = ImmutableArray.CreateBuilder<ScalarRange>();
        foreach (var range in ranges.SelectMany(WithoutSurrogates).OrderBy(range => range.First))
        {
            if (merged.Count > 0 && range.First <= merged[^1].Last + 1)
                merged[^1] = merged[^1] with { Last = Math.Max(merged[^1].Last, range.Last) };
            else merged.Add(range);
        }

        return new ScalarSet(merged.ToImmutable());
    }

    public ScalarSet Complement()
    {
        var gaps = new List<ScalarRange>();
        var next = 0;
        foreach (var range in Ranges)
        {
            if (range.First > next) gaps.Add(new(next, range.First - 1));
            next = range.Last + 1;
        }

        if (next <= LastScalar) gaps.Add(new(next, LastScalar));
        return Of(gaps);
    }

    public bool Contains(int scalar)
    {
        var (low, high) = (0, Ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (scalar < Ranges[middle].First) high = middle - 1;
            else if (scalar > Ranges[middle].Last) low = middle + 1;
            else return true;
        }

        return false;
    }

    public bool Equals(ScalarSet? other) => other is not null && Ranges.AsSpan().SequenceEqual(other.Ranges.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as ScalarSet);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var range in Ranges) hash.Add(range);
        return hash.ToHashCode();
    }

    private static IEnumerable<ScalarRange> WithoutSurrogates(ScalarRange range)
    {
        if (range.First < FirstSurrogate) yield return range with { Last = Math.Min(range.Last, FirstSurrogate - 1) };
        if (range.Last > LastSurrogate) yield return range with { First = Math.Max(range.First, LastSurrogate + 1) };
    }
}
