namespace Aegis.Streams.Policy.Patterns;

/// <summary>A deterministic automaton in a table: one look-up a scalar.</summary>
/// <remarks>
/// A state is the offset of its row. A row has the next state for each class of scalars, and at its end whether a text may end here. Row 0 is
/// the dead state; row 1 is the settled one, in which everything that may follow matches.
/// </remarks>
internal sealed class Dfa(ScalarClasses classes, int[] table, int start) : IMatcher
{
    /// <summary>The row without a way out.</summary>
    public const int DeadRow = 0;

    /// <summary>The row of a match that nothing can undo.</summary>
    public const int SettledRow = 1;

    private readonly int _width = classes.Count + 1;

    /// <summary>Gets how many states it has, the dead and the settled one included.</summary>
    public int States => table.Length / _width;

    /// <summary>Gets a value indicating whether no text can fail.</summary>
    public bool AcceptsEverything
    {
        get
        {
            var reached = new HashSet<int> { start };
            var open = new Stack<int>(reached);
            while (open.TryPop(out var state))
            {
                if (table[state + classes.Count] == 0) return false;
                for (var c = 0; c < classes.Count; c++)
                    if (reached.Add(table[state + c])) open.Push(table[state + c]);
            }

            return true;
        }
    }

    /// <inheritdoc/>
    public bool Matches(ReadOnlySpan<byte> utf8)
    {
        var rows = table;
        var ofAscii = classes.OfAscii;
        var settled = SettledRow * _width;
        var state = start;
        if (state <= settled) return state == settled;
        for (var i = 0; i < utf8.Length; i++)
        {
            int scalarClass = ofAscii[utf8[i] & 127];
            if (utf8[i] > 127)
            {
                // A variable of its own, so that the index can stay in a register.
                scalarClass = classes.OfLongScalar(utf8[i..], out var length);
                i += length - 1;
            }

            state = rows[state + scalarClass];
            if (state <= settled) return state == settled;
        }

        return rows[state + _width - 1] != 0;
    }

    /// <inheritdoc/>
    public int LongestWordMatch(ReadOnlySpan<byte> utf8)
    {
        var (state, longest) = (start, -1);
        for (var i = 0; state != DeadRow; i++)
        {
            if (table[state + classes.Count] != 0 && WordEnd.IsAt(utf8, i)) longest = i;
            if (i == utf8.Length) break;
            int scalarClass = classes.OfAscii[utf8[i] & 127];
            if (utf8[i] > 127)
            {
                scalarClass = classes.OfLongScalar(utf8[i..], out var length);
                i += length - 1;
            }

            state = table[state + scalarClass];
        }

        return longest;
    }
}
