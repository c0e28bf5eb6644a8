namespace Aegis.Streams.Policy.Patterns;

/// <summary>Builds the <see cref="PositionAutomaton"/> of a pattern, part by part.</summary>
internal sealed class PositionAutomatonBuilder
{
    private readonly int _words;
    private readonly List<ulong[]> _followers = [];
    private readonly List<ScalarSet> _sets = [];

    private PositionAutomatonBuilder(int size) => _words = (size / 64) + 1;

    /// <summary>Builds the automaton.</summary>
    /// <param name="body">The pattern between its anchors.</param>
    /// <returns>An automaton of <see cref="PatternNode.Size"/> states and the one before the first scalar.</returns>
    public static PositionAutomaton Build(PatternNode body)
    {
        var builder = new PositionAutomatonBuilder(body.Size);
        var start = new Part(builder.NewRow(), builder.NewRow(), MatchesEmpty: false);
        start.Last[0] = 1;
        builder._followers.Add(builder.NewRow());
        var whole = builder.Join(start, builder.Add(body));
        return new PositionAutomaton(builder._followers, builder._sets, whole.Last);
    }

    private Part Add(PatternNode node) => node switch
    {
        OneScalar one => AddPosition(one.Set),
        Alternation alternation => alternation.Branches.Select(Add).Aggregate(Either),
        Repetition repetition => AddRepetition(repetition),
        PatternSequence sequence => sequence.Items.Select(Add).Aggregate(Nothing(), Join),
        _ => throw new InvalidOperationException("unknown kind of node"),
    };

    private Part AddPosition(ScalarSet set)
    {
        _sets.Add(set);
        _followers.Add(NewRow());
        var row = NewRow();
        row[_sets.Count / 64] = 1UL << (_sets.Count % 64);
        return new Part(row, row, MatchesEmpty: false);
    }

    /// <summary>`a{2,4}` is `aa(?:a(?:a)?)?`: nested so that a copy has few followers.</summary>
    private Part AddRepetition(Repetition repetition)
    {
        var copies = new Part[repetition.Copies];
        for (var i = 0; i < copies.Length; i++) copies[i] = Add(repetition.Body);
        if (repetition.Max is null) LinkToItself(copies[^1]);
        var rest = Nothing();
        for (var i = copies.Length - 1; i >= 0; i--)
        {
            rest = Join(copies[i], rest);
            if (i >= repetition.Min) rest = rest with { MatchesEmpty = true };
        }

        return rest;
    }

    private Part Join(Part left, Part right)
    {
        Link(left.Last, right.First);
        return new Part(
            left.MatchesEmpty ? Union(left.First, right.First) : left.First,
            right.MatchesEmpty ? Union(left.Last, right.Last) : right.Last,
            left.MatchesEmpty && right.MatchesEmpty);
    }

    private Part Either(Part left, Part right) =>
        new(Union(left.First, right.First), Union(left.Last, right.Last), left.MatchesEmpty || right.MatchesEmpty);

    private void LinkToItself(Part part) => Link(part.Last, part.First);

    private void Link(ulong[] last, ulong[] first)
    {
        for (var state = 0; state < _followers.Count; state++)
        {
            if ((last[state / 64] & (1UL << (state % 64))) == 0) continue;
            for (var i = 0; i < _words; i++) _followers[state][i] |= first[i];
        }
    }

    private ulong[] Union(ulong[] left, ulong[] right)
    {
        var union = NewRow();
        for (var i = 0; i < _words; i++) union[i] = left[i] | right[i];
        return union;
    }

    private Part Nothing() => new(NewRow(), NewRow(), MatchesEmpty: true);

    private ulong[] NewRow() => new ulong[_words];

    /// <summary>A part of the automaton.</summary>
    /// <param name="First">The states that may take its first scalar.</param>
    /// <param name="Last">The states that may take its last one.</param>
    /// <param name="MatchesEmpty">Whether it may take none.</param>
    private sealed record Part(ulong[] First, ulong[] Last, bool MatchesEmpty);
}
