using System.Runtime.InteropServices;

namespace Aegis.Streams.Policy.Patterns;

/// <summary>Turns sets of states of a <see cref="PositionAutomaton"/> into the states of a <see cref="Dfa"/>, within a budget.</summary>
internal sealed class DfaBuilder : IEqualityComparer<ulong[]>
{
    /// <summary>How many states a table may have. Patterns of people have tens; only those that must remember where they have been exceed it.</summary>
    public const int MaxStates = 2_000;

    /// <summary>How many entries a table may have: half a mebibyte.</summary>
    public const int MaxEntries = 131_072;

    private readonly PositionAutomaton _automaton;
    private readonly MatchMode _mode;
    private readonly int _width;
    private readonly Dictionary<ulong[], int> _rows;
    private readonly List<ulong[]?> _sets = [null, null];
    private readonly List<int> _table = [];

    private DfaBuilder(PositionAutomaton automaton, MatchMode mode)
    {
        (_automaton, _mode, _width) = (automaton, mode, automaton.Classes.Count + 1);
        _rows = new Dictionary<ulong[], int>(this);
    }

    /// <summary>Builds the table.</summary>
    /// <param name="automaton">What it shall do.</param>
    /// <param name="mode">Where a match may lie.</param>
    /// <returns>The automaton; <see langword="null"/>: the budget does not suffice.</returns>
    public static Dfa? TryBuild(PositionAutomaton automaton, MatchMode mode)
    {
        var builder = new DfaBuilder(automaton, mode);
        builder.AddRow(next: Dfa.DeadRow, isAccepting: false);
        builder.AddRow(next: Dfa.SettledRow, isAccepting: true);
        var initial = new ulong[automaton.Words];
        initial[0] = 1;
        var start = builder.RowOf(initial) * builder._width;
        for (var row = Dfa.SettledRow + 1; row < builder._sets.Count; row++)
        {
            if (builder._sets.Count > MaxStates || builder._sets.Count * builder._width > MaxEntries) return null;
            builder.Expand(builder._sets[row]!);
        }

        return new Dfa(automaton.Classes, [.. builder._table], start);
    }

    /// <inheritdoc/>
    public bool Equals(ulong[]? x, ulong[]? y) => x.AsSpan().SequenceEqual(y);

    /// <inheritdoc/>
    public int GetHashCode(ulong[] obj)
    {
        var hash = default(HashCode);
        hash.AddBytes(MemoryMarshal.AsBytes(obj.AsSpan()));
        return hash.ToHashCode();
    }

    private void AddRow(int next, bool isAccepting)
    {
        for (var c = 0; c < _width - 1; c++) _table.Add(next * _width);
        _table.Add(isAccepting ? 1 : 0);
    }

    private void Expand(ulong[] set)
    {
        var followers = new ulong[set.Length];
        _automaton.AddFollowers(set, followers);
        var next = new ulong[set.Length];
        for (var c = 0; c < _width - 1; c++)
        {
            followers.CopyTo(next, 0);
            _automaton.KeepTaking(next, c);
            if (_mode.StartsAnywhere) next[0] |= 1;
            _table.Add(RowOf(next) * _width);
        }

        _table.Add(_automaton.Accepts(set) ? 1 : 0);
    }

    private int RowOf(ulong[] set)
    {
        if (!set.AsSpan().ContainsAnyExcept(0UL)) return Dfa.DeadRow;
        if (_mode.EndsAnywhere && _automaton.Accepts(set)) return Dfa.SettledRow;
        if (_rows.TryGetValue(set, out var row)) return row;
        var copy = set.ToArray();
        _rows.Add(copy, _sets.Count);
        _sets.Add(copy);
        return _sets.Count - 1;
    }
}
