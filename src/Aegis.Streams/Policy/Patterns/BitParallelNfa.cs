namespace Aegis.Streams.Policy.Patterns;

/// <summary>
/// Follows all states of a <see cref="PositionAutomaton"/> at once. For patterns whose <see cref="Dfa"/> would be too large: the work for a scalar
/// is bounded by the states of the pattern, however the text is made.
/// </summary>
internal sealed class BitParallelNfa(PositionAutomaton automaton, MatchMode mode) : IMatcher
{
    /// <inheritdoc/>
    public bool Matches(ReadOnlySpan<byte> utf8)
    {
        var states = (stackalloc ulong[PositionAutomaton.MaxWords])[..automaton.Words];
        var next = (stackalloc ulong[PositionAutomaton.MaxWords])[..automaton.Words];
        states.Clear();
        states[0] = 1;
        for (var i = 0; i < utf8.Length; i++)
        {
            if (mode.EndsAnywhere && automaton.Accepts(states)) return true;
            next.Clear();
            automaton.AddFollowers(states, next);
            int scalarClass = automaton.Classes.OfAscii[utf8[i] & 127];
            if (utf8[i] > 127)
            {
                scalarClass = automaton.Classes.OfLongScalar(utf8[i..], out var length);
                i += length - 1;
            }

            automaton.KeepTaking(next, scalarClass);
            if (mode.StartsAnywhere) next[0] |= 1;
            if (!next.ContainsAnyExcept(0UL)) return false;
            var taken = states;
            states = next;
            next = taken;
        }

        return automaton.Accepts(states);
    }

    /// <inheritdoc/>
    public int LongestWordMatch(ReadOnlySpan<byte> utf8)
    {
        var states = (stackalloc ulong[PositionAutomaton.MaxWords])[..automaton.Words];
        var next = (stackalloc ulong[PositionAutomaton.MaxWords])[..automaton.Words];
        states.Clear();
        states[0] = 1;
        var longest = -1;
        for (var i = 0; states.ContainsAnyExcept(0UL); i++)
        {
            if (automaton.Accepts(states) && WordEnd.IsAt(utf8, i)) longest = i;
            if (i == utf8.Length) break;
            next.Clear();
            automaton.AddFollowers(states, next);
            int scalarClass = automaton.Classes.OfAscii[utf8[i] & 127];
            if (utf8[i] > 127)
            {
                scalarClass = automaton.Classes.OfLongScalar(utf8[i..], out var length);
                i += length - 1;
            }

            automaton.KeepTaking(next, scalarClass);
            var taken = states;
            states = next;
            next = taken;
        }

        return longest;
    }
}
