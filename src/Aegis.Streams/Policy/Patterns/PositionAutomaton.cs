using System.Numerics;

namespace Aegis.Streams.Policy.Patterns;

/// <summary>
/// The automaton of Glushkov: a state for each place of a pattern where a scalar is taken, with repetitions written out, and state 0 before the
/// first scalar. It has no empty moves, so a set of states is a row of bits and a step over a scalar is a few unions and one intersection.
/// </summary>
internal sealed class PositionAutomaton
{
    /// <summary>How many words a row of bits has at most; bounds what a simulation keeps on the stack.</summary>
    public const int MaxWords = (Pattern.MaxSize / 64) + 1;

    private readonly ulong[] _followers;
    private readonly (int From, int To)[] _extents;
    private readonly ulong[] _members;
    private readonly ulong[] _accepting;

    /// <summary>Takes over what the builder has found.</summary>
    /// <param name="followers">For each state, those that may come next.</param>
    /// <param name="sets">For each state but 0, what it takes.</param>
    /// <param name="accepting">The states in which a text may end.</param>
    public PositionAutomaton(IReadOnlyList<ulong[]> followers, IReadOnlyList<ScalarSet> sets, ulong[] accepting)
    {
        Words = accepting.Length;
        _accepting = accepting;
        _followers = [.. followers.SelectMany(row => row)];
        _extents = [.. followers.Select(row => (Math.Max(Array.FindIndex(row, word => word != 0), 0), Array.FindLastIndex(row, word => word != 0) + 1))];
        var numbers = sets.Distinct().Select((set, number) => (set, number)).ToDictionary();
        Classes = ScalarClasses.Of(numbers.Keys);
        _members = new ulong[Classes.Count * Words];
        for (var c = 0; c < Classes.Count; c++)
        {
            var taken = numbers.Keys.Where(set => set.Contains(Classes.Representatives[c])).ToHashSet();
            for (var state = 1; state <= sets.Count; state++)
                if (taken.Contains(sets[state - 1])) _members[(c * Words) + (state / 64)] |= 1UL << (state % 64);
        }
    }

    /// <summary>Gets the columns of the automaton.</summary>
    public ScalarClasses Classes { get; }

    /// <summary>Gets how many states there are.</summary>
    public int States => _extents.Length;

    /// <summary>Gets how many words a row of bits has.</summary>
    public int Words { get; }

    /// <summary>Adds all states that may come after some states.</summary>
    /// <param name="states">The states.</param>
    /// <param name="followers">Where to add them.</param>
    public void AddFollowers(ReadOnlySpan<ulong> states, Span<ulong> followers)
    {
        for (var word = 0; word < states.Length; word++)
        {
            for (var bits = states[word]; bits != 0; bits &= bits - 1)
            {
                var state = (word * 64) + BitOperations.TrailingZeroCount(bits);
                var (from, to) = _extents[state];
                var row = _followers.AsSpan(state * Words, Words);
                for (var i = from; i < to; i++) followers[i] |= row[i];
            }
        }
    }

    /// <summary>Keeps only the states that take a scalar of a class.</summary>
    /// <param name="states">The states.</param>
    /// <param name="scalarClass">The class.</param>
    public void KeepTaking(Span<ulong> states, int scalarClass)
    {
        var members = _members.AsSpan(scalarClass * Words, Words);
        for (var i = 0; i < states.Length; i++) states[i] &= members[i];
    }

    /// <summary>Says whether a text may end in one of some states.</summary>
    public bool Accepts(ReadOnlySpan<ulong> states)
    {
        for (var i = 0; i < states.Length; i++)
            if ((states[i] & _accepting[i]) != 0) return true;
        return false;
    }
}
