namespace Aegis.Streams.Dlp.Detectors;

/// <summary>
/// How long a run of bytes that may be a secret is, and the entropy of its beginning, kept from one place of a field to the next: many names in one run cost no more than the run.
/// </summary>
internal sealed class SecretRun
{
    /// <summary>How much of a run is looked at from a place on.</summary>
    public const int MostBytes = 1024;

    private readonly ushort[] _counts = new ushort[256];
    private int _runStart;
    private int _runEnd;
    private int _start;
    private int _end;
    private int _sum; // Of count times its logarithm.

    /// <summary>Begins a field.</summary>
    public void Begin() => (_runStart, _runEnd, _start, _end) = (0, 0, 0, 0);

    /// <summary>Finds where the bytes of a secret end; dots that end a sentence are none of them.</summary>
    /// <param name="text">The text of the field.</param>
    /// <param name="start">Where they start; beyond the text: nowhere.</param>
    /// <returns>The end, at most <see cref="MostBytes"/> further on; <paramref name="start"/>: there are none.</returns>
    public int EndOf(ReadOnlySpan<byte> text, int start)
    {
        if (start >= text.Length) return start;
        var known = start >= _runStart && start < _runEnd ? _runEnd : start;
        var limit = Math.Min(text.Length, start + MostBytes);
        if (known < limit)
        {
            var more = text[known..limit].IndexOfAnyExcept(SecretText.Bytes);
            (_runStart, _runEnd) = (start, more < 0 ? limit : known + more);
        }

        var end = Math.Min(_runEnd, limit);
        return start + text[start..end].TrimEnd((byte)'.').Length;
    }

    /// <summary>Says whether a stretch has at least so much entropy, as <see cref="Entropy.IsAtLeast"/> does.</summary>
    /// <param name="text">The text of the field.</param>
    /// <param name="start">Where the stretch starts.</param>
    /// <param name="end">Where it ends; of a longer one the first 256 bytes count.</param>
    /// <param name="least">The least, in 1/1024 bits a byte.</param>
    public bool HasEntropy(ReadOnlySpan<byte> text, int start, int end, int least)
    {
        var length = Math.Min(end - start, Entropy.MostBytes);
        if (length <= 0) return false;
        Slide(text, start, start + length);
        return Entropy.Weight(length) - _sum >= least * length;
    }

    private void Slide(ReadOnlySpan<byte> text, int start, int end)
    {
        if (start < _start || start >= _end || end < _end)
        {
            Array.Clear(_counts);
            (_start, _end, _sum) = (start, start, 0);
        }

        foreach (var one in text[_start..start])
        {
            var count = _counts[one]--;
            _sum -= Entropy.Weight(count) - Entropy.Weight(count - 1);
        }

        foreach (var one in text[_end..end])
        {
            var count = _counts[one]++;
            _sum += Entropy.Weight(count + 1) - Entropy.Weight(count);
        }

        (_start, _end) = (start, end);
    }
}
