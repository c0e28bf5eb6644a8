using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;

namespace Aegis.Streams.Policy.Patterns;

/// <summary>
/// Scalars that no set of a pattern tells apart form a class, so that an automaton has a column for a class and not for each of 1.1 million scalars.
/// </summary>
internal sealed class ScalarClasses
{
    private readonly ushort[] _ofAscii = new ushort[128];
    private readonly int[] _starts;
    private readonly ushort[] _ofInterval;

    private ScalarClasses(int[] starts, ushort[] ofInterval, ImmutableArray<int> representatives)
    {
        (_starts, _ofInterval, Representatives) = (starts, ofInterval, representatives);
        for (var ascii = 0; ascii < 128; ascii++) _ofAscii[ascii] = OfScalar(ascii);
    }

    /// <summary>Gets a member of each class; their number is that of the classes.</summary>
    public ImmutableArray<int> Representatives { get; }

    public int Count => Representatives.Length;

    /// <summary>Gets the class of each byte that is a scalar by itself, below 128.</summary>
    public ReadOnlySpan<ushort> OfAscii => _ofAscii;

    /// <summary>Finds the classes that some sets need.</summary>
    public static ScalarClasses Of(IReadOnlyCollection<ScalarSet> sets)
    {
        var starts = sets.SelectMany(set => set.Ranges).SelectMany(range => new[] { range.First, range.Last + 1 })
            .Append(0).Where(start => start <= ScalarSet.LastScalar).Distinct().Order().ToArray();
        var numbers = new Dictionary<string, ushort>(StringComparer.Ordinal);
        var representatives = ImmutableArray.CreateBuilder<int>();
        var ofInterval = new ushort[starts.Length];
        for (var i = 0; i < starts.Length; i++)
        {
            // No text has surrogates, and a class of them alone would only hide that a pattern matches everything.
            if (starts[i] == ScalarSet.FirstSurrogate && i + 1 < starts.Length && starts[i + 1] == ScalarSet.LastSurrogate + 1) continue;
            var members = string.Concat(sets.Select(set => set.Contains(starts[i]) ? '1' : '0'));
            if (numbers.TryAdd(members, (ushort)representatives.Count)) representatives.Add(starts[i]);
            ofInterval[i] = numbers[members];
        }

        return new ScalarClasses(starts, ofInterval, representatives.ToImmutable());
    }

    /// <summary>Finds the class of a scalar that is not ASCII.</summary>
    /// <param name="utf8">A text that begins with it. Bytes that are no UTF-8 count as U+FFFD.</param>
    /// <param name="length">How many bytes it takes, 1 and up.</param>
    /// <returns>The class.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int OfLongScalar(ReadOnlySpan<byte> utf8, out int length)
    {
        // What cannot be decoded is given as U+FFFD.
        _ = Rune.DecodeFromUtf8(utf8, out var scalar, out length);
        return OfScalar(scalar.Value);
    }

    private ushort OfScalar(int scalar)
    {
        var place = Array.BinarySearch(_starts, scalar);
        return _ofInterval[place >= 0 ? place : ~place - 1];
    }
}
