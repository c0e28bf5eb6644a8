using System.Globalization;

namespace Aegis.Streams.Dlp.Streaming;

/// <summary>Counts what is found in a file, by entity and place. Holds no value, and is bounded however many places there are.</summary>
/// <param name="split">How the file is cut.</param>
public sealed class FindingTally(SplitOptions split)
{
    /// <summary>How many groups there are at most; what comes later is counted without its place.</summary>
    public const int MostGroups = 1_000;

    private const int MostBadLines = 10;
    private const int MostEntities = 64;
    private const int LongestName = 60;
    private readonly Dictionary<(DlpEntity Entity, string Place), FindingGroup> _groups = [];
    private readonly List<long> _badLines = [];
    private readonly long[] _covered = new long[MostEntities];
    private readonly long[] _histogram = new long[Confidence.Max + 1];
    private readonly string?[] _labels = new string?[MostGroups]; // Of the first columns, as they come to be asked for.
    private string?[] _names = [];

    /// <summary>Initializes a tally that goes on where another one was.</summary>
    /// <param name="split">How the file is cut.</param>
    /// <param name="state">What that had counted.</param>
    public FindingTally(SplitOptions split, TallyState state)
        : this(split)
    {
        ArgumentNullException.ThrowIfNull(state);
        (Records, Count, BadRows, RaggedRows, IsHeaderSuspect) = (state.Records, state.Count, state.BadRows, state.RaggedRows, state.IsHeaderSuspect);
        _badLines.AddRange(state.BadLines);
        for (var i = 0; i < _histogram.Length; i++) _histogram[i] = state.Histogram[i];
        for (var i = 0; i < _covered.Length; i++) _covered[i] = state.Covered[i];
        _names = [.. state.Names];
        foreach (var group in state.Groups) _groups.Add((group.Entity, group.Place), new FindingGroup(group));
    }

    /// <summary>Gets how many records there are, without the one that names the columns and without bad rows.</summary>
    public long Records { get; private set; }

    /// <summary>Gets how many findings there are, without those that others cover.</summary>
    public long Count { get; private set; }

    /// <summary>Gets how many lines are no records.</summary>
    public long BadRows { get; private set; }

    /// <summary>Gets how many of them are records of delimited values with other cells than the header.</summary>
    public long RaggedRows { get; private set; }

    /// <summary>Gets the numbers of the first of them.</summary>
    public IReadOnlyList<long> BadLines => _badLines;

    /// <summary>Gets a value indicating whether something was found in the record that names the columns, which then may be none.</summary>
    public bool IsHeaderSuspect { get; private set; }

    /// <summary>Gets how many findings have each confidence, 0 to 100.</summary>
    public IReadOnlyList<long> Histogram => _histogram;

    /// <summary>Gets the groups: those with the most findings first.</summary>
    public IReadOnlyList<FindingGroup> Groups =>
        [.. _groups.Values.OrderByDescending(group => group.Count).ThenBy(group => group.Entity).ThenBy(group => group.Place, StringComparer.Ordinal)];

    /// <summary>Counts what is in a window.</summary>
    /// <param name="scanned">The window, in its order.</param>
    public void Add(ScannedWindow scanned)
    {
        ArgumentNullException.ThrowIfNull(scanned);
        var window = scanned.Window;
        Records += scanned.Records;
        if (window.Kind == WindowKind.Header) AddHeader(scanned);
        if (window.Kind != WindowKind.BadRest)
        {
            BadRows += scanned.BadLines.Count;
            foreach (var bad in scanned.BadLines)
            {
                if (bad.Reason == BadLineReason.Ragged) RaggedRows++;
                if (_badLines.Count < MostBadLines) _badLines.Add(bad.Line);
            }
        }

        for (var i = 0; i < scanned.Findings.Length; i++)
        {
            var finding = scanned.Findings[i];
            if (finding.Flags.HasFlag(FindingFlags.Secondary))
            {
                _covered[(int)finding.Entity]++;
                continue;
            }

            Count++;
            _histogram[finding.Confidence]++;
            GroupOf(finding.Entity, PlaceOf(scanned, i)).Add(finding, window.Text.Slice(finding.Start, finding.Length));
        }
    }

    /// <summary>Gets what it has counted so far.</summary>
    public TallyState Save() => new()
    {
        Records = Records,
        Count = Count,
        BadRows = BadRows,
        RaggedRows = RaggedRows,
        IsHeaderSuspect = IsHeaderSuspect,
        BadLines = [.. _badLines],
        Histogram = [.. _histogram],
        Covered = [.. _covered],
        Names = [.. _names.Select(name => name is not null && HeaderCell.IsName(name) ? name : null)],
        Groups = [.. _groups.Values.Select(group => group.Save())],
    };

    /// <summary>Gets how many findings of an entity others cover.</summary>
    /// <param name="entity">The entity.</param>
    public long Covered(DlpEntity entity) => _covered[(int)entity];

    private void AddHeader(ScannedWindow scanned)
    {
        IsHeaderSuspect = scanned.Findings.Length > 0;
        _names = CsvPlaces.Names(scanned.Window.Text, split.Delimiter, [.. scanned.Columns]);
        Array.Clear(_labels);
    }

    private string PlaceOf(ScannedWindow scanned, int i)
    {
        if (scanned.Window.Kind == WindowKind.Preamble) return "(above the header)";
        if (i < scanned.Columns.Count) return scanned.Columns[i] == CsvPlaces.NoColumn ? "(bad row)" : LabelOf(scanned.Columns[i]);
        if (i < scanned.Paths.Count && scanned.Paths[i].Length > 0) return scanned.Paths[i];
        return split.Format == RecordFormat.Text ? "" : "(bad row)";
    }

    private string LabelOf(int column) => column < _labels.Length ? _labels[column] ??= NewLabel(column) : NewLabel(column);

    private string NewLabel(int column)
    {
        if (column >= _names.Length || _names[column] is not { Length: > 0 } name || !HeaderCell.IsName(name)) return string.Create(CultureInfo.InvariantCulture, $"column {column + 1}");
        return name.Length <= LongestName ? name : name[..LongestName];
    }

    private FindingGroup GroupOf(DlpEntity entity, string place)
    {
        if (_groups.TryGetValue((entity, place), out var group)) return group;
        if (_groups.Count >= MostGroups) place = "(other)";
        if (!_groups.TryGetValue((entity, place), out group)) _groups[(entity, place)] = group = new FindingGroup(entity, place);
        return group;
    }
}
