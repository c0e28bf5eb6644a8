using System.Numerics;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Walks over the rows of a range whose subject a caller is. A rule is found once for each subject that leads to it.</summary>
/// <param name="subjects">The subjects of the range, in ascending order.</param>
/// <param name="start">The first row of the range.</param>
/// <param name="caller">The caller.</param>
internal ref struct RowWalk(ReadOnlySpan<int> subjects, int start, CallerFacts caller)
{
    // As many rows as a word has bits are looked over at once; of more, those are skipped that are of others.
    private const int MaxChunk = 64;

    private readonly ReadOnlySpan<int> _subjects = subjects;
    private ulong _found;
    private int _chunk;
    private int _next;

    /// <summary>Gets the row.</summary>
    public int Current { get; private set; }

    public bool MoveNext()
    {
        while (true)
        {
            while (_found != 0)
            {
                var place = _chunk + BitOperations.TrailingZeroCount(_found);
                _found &= _found - 1;
                if (!caller.Is(_subjects[place])) continue;
                Current = start + place;
                return true;
            }

            if (_next >= _subjects.Length) return false;
            LookOver();
        }
    }

    /// <summary>Marks the rows of the next chunk that may be the caller's.</summary>
    private void LookOver()
    {
        if (_subjects.Length > MaxChunk && !caller.Is(_subjects[_next])) _next = FirstOf(caller.After(_subjects[_next]));
        var chunk = _subjects[_next..Math.Min(_next + MaxChunk, _subjects.Length)];
        var mask = caller.Mask;
        for (var i = 0; i < chunk.Length; i++) _found |= ((mask >> (chunk[i] & 63)) & 1) << i;
        (_chunk, _next) = (_next, _next + chunk.Length);
    }

    private readonly int FirstOf(int subject)
    {
        var (low, high) = (0, _subjects.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_subjects[middle] < subject) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
