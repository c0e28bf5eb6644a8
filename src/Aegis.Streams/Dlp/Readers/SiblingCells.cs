using Aegis.Streams.Dlp.Context;

namespace Aegis.Streams.Dlp.Readers;

/// <summary>
/// Joins the parts of a value that stand under several columns of a record, as <see cref="SiblingJoin"/> does those of an object. Only records
/// whose header names all parts of something pay for it.
/// </summary>
/// <param name="delimiter">What stands between cells.</param>
internal sealed class SiblingCells(byte delimiter)
{
    private const int FewestGroups = 3;

    private readonly SiblingJoin _join = new();
    private readonly List<(int Start, int End)> _cells = [];
    private readonly int[] _named = new int[(int)SiblingPart.Group + 1]; // How many columns may hold each part.
    private SiblingPart[] _parts = [];

    /// <summary>Gets a value indicating whether the columns may hold all parts of a value.</summary>
    public bool MayJoin { get; private set; }

    /// <summary>Notes what a column may hold.</summary>
    /// <param name="column">Its place, from 0.</param>
    /// <param name="name">Its name.</param>
    /// <param name="signals">What that says.</param>
    public void Name(int column, ReadOnlySpan<byte> name, Signals signals)
    {
        if (column >= _parts.Length) Array.Resize(ref _parts, Math.Max(column + 1, 2 * _parts.Length));
        else _named[(int)_parts[column]]--;
        _parts[column] = (signals & Signals.Card) != 0 ? SiblingPart.Group : SiblingName.Of(name);
        _named[(int)_parts[column]]++;
        MayJoin = (Has(SiblingPart.Area) && Has(SiblingPart.Number)) || (Has(SiblingPart.Local) && Has(SiblingPart.Domain)) || _named[(int)SiblingPart.Group] >= FewestGroups;
    }

    /// <summary>Joins what stands in the cells of a record.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the record starts.</param>
    /// <param name="end">Where it ends, without its line end.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    public void Scan(ReadOnlySpan<byte> text, int start, int end, in ScanOptions options, FindingList findings)
    {
        RecordCells.Split(text[start..end], delimiter, _cells);
        _join.Begin();
        for (var column = 0; column < Math.Min(_parts.Length, _cells.Count); column++)
        {
            if (_parts[column] == SiblingPart.None) continue;
            var (first, last) = (start + _cells[column].Start, start + _cells[column].End);
            if (last - first > 1 && text[first] == '"' && text[last - 1] == '"') (first, last) = (first + 1, last - 1);
            while (first < last && text[first] == ' ') first++;
            while (first < last && text[last - 1] == ' ') last--;
            if (!_join.Add(_parts[column], depth: 1, text[first..last], first, last, isBare: false)) findings.IsPartial = true;
        }

        _join.Close(depth: 1, options, findings);
    }

    private bool Has(SiblingPart part) => _named[(int)part] > 0;
}
