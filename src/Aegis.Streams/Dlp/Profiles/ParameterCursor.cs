using System.Globalization;
using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Evaluation;

namespace Aegis.Streams.Dlp.Profiles;

/// <summary>Goes through parameters in the order of their text and knows the way to where it stands. Made to be used again and again; not thread-safe.</summary>
internal sealed class ParameterCursor
{
    private readonly List<(int Entry, int Position)> _way = [];
    private ParameterTable _table = new();

    /// <summary>Gets the entry at which it stands.</summary>
    public int Entry => _way[^1].Entry;

    /// <summary>Goes to the root.</summary>
    /// <param name="table">The parameters.</param>
    public void Begin(ParameterTable table)
    {
        _table = table;
        _way.Clear();
        _way.Add((0, 0));
    }

    /// <summary>Goes on to the value, or member by its name, in which a place lies.</summary>
    /// <param name="offset">The place in the text; none before the last one.</param>
    public void MoveTo(int offset)
    {
        var target = IndexAt(offset);
        for (var next = Entry + 1; next <= target; next++)
        {
            var position = 0;
            while (next >= _table[Entry].Next)
            {
                position = _way[^1].Position + 1;
                _way.RemoveAt(_way.Count - 1);
            }

            _way.Add((next, position));
        }
    }

    /// <summary>Says whether it stands at one of some paths, or within.</summary>
    public bool IsWithinAny(ParameterStep[][] paths)
    {
        foreach (var path in paths)
            if (IsWithin(path)) return true;
        return false;
    }

    /// <summary>Says whether it stands at one of some paths, or within, lists aside: one value in the place of a list, or a list in that of one value, is what the path means.</summary>
    public bool IsUnderAny(ParameterStep[][] paths)
    {
        foreach (var path in paths)
            if (IsUnder(path)) return true;
        return false;
    }

    /// <summary>Says whether a place lies in the name of the member at which it stands.</summary>
    /// <param name="offset">The place in the text.</param>
    public bool IsInName(int offset)
    {
        ref readonly var entry = ref _table[Entry];
        return entry.HasName && offset < entry.NameStart + entry.NameLength;
    }

    /// <summary>Spells where it stands. Names that may be data show as `*`, and so do all that hold a finding.</summary>
    /// <param name="path">Takes the path.</param>
    /// <param name="root">What to call the parameters.</param>
    /// <param name="findings">What was found, by places; some may overlap.</param>
    /// <param name="withPositions">Whether items of arrays show with their positions, and not as `[*]`.</param>
    public void Spell(StringBuilder path, string root, List<PlannedRedaction> findings, bool withPositions)
    {
        path.Clear().Append(root);
        foreach (var (index, position) in _way)
        {
            ref readonly var entry = ref _table[index];
            if (index == 0) continue;
            if (entry.HasName) path.Append('.').Append(HoldsFinding(entry, findings) ? "*" : ParameterPlace.Shown(_table.Name(entry), entry.NameIsEscaped));
            else if (withPositions) path.Append(CultureInfo.InvariantCulture, $"[{position}]");
            else path.Append("[*]");
        }
    }

    private static bool HoldsFinding(in ParameterEntry entry, List<PlannedRedaction> findings)
    {
        // The first finding that ends behind the start of the name, if it starts before the end of it.
        var (low, high, start) = (0, findings.Count, entry.NameStart);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (findings[middle].Finding.End > start) high = middle;
            else low = middle + 1;
        }

        return low < findings.Count && findings[low].Finding.Start < start + entry.NameLength;
    }

    private bool IsWithin(ParameterStep[] path)
    {
        if (_way.Count <= path.Length) return false;
        for (var i = 0; i < path.Length; i++)
        {
            ref readonly var entry = ref _table[_way[i + 1].Entry];
            if (path[i].Name is { } name ? !_table.NameEquals(entry, name) : entry.HasName) return false;
        }

        return true;
    }

    private bool IsUnder(ParameterStep[] path)
    {
        var at = 1;
        foreach (var step in path)
        {
            if (step.Name is not { } name) continue;
            while (at < _way.Count && !_table[_way[at].Entry].HasName) at++;
            if (at == _way.Count || !_table.NameEquals(_table[_way[at].Entry], name)) return false;
            at++;
        }

        return true;
    }

    /// <summary>Finds the last value or member that starts at or before a place: the innermost that holds it.</summary>
    private int IndexAt(int offset)
    {
        var (low, high) = (0, _table.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            ref readonly var entry = ref _table[middle];
            if ((entry.HasName ? entry.NameStart : entry.Start) <= offset) low = middle;
            else high = middle - 1;
        }

        return low;
    }
}
