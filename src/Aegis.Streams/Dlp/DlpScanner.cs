using Aegis.Streams.Dlp.Readers;

namespace Aegis.Streams.Dlp;

/// <summary>Finds what is sensitive in a text. Keeps its memory from one scan to the next; one scanner serves one thread.</summary>
/// <param name="options">What is looked for.</param>
public sealed class DlpScanner(ScanOptions options)
{
    private readonly FindingList _findings = new();
    private readonly TextWalk _text = new();
    private readonly JsonWalk _json = new();
    private CsvWalk _csv = new((byte)',');

    /// <summary>Gets or sets the confidence from which on a finding is reported: 0 to 100.</summary>
    /// <value>The default is 60.</value>
    public int Threshold
    {
        get => _findings.Threshold;
        set => _findings.Threshold = value;
    }

    /// <summary>Gets or sets what is looked for.</summary>
    /// <value>The default is what the scanner was made for.</value>
    public ScanOptions Options { get; set; } = options;

    /// <summary>Gets or sets the confidence from which on findings are reported where entities differ.</summary>
    /// <value>The default is <see langword="null"/>: <see cref="Threshold"/> is for all.</value>
    public ScanThresholds? Thresholds
    {
        get => _findings.Thresholds;
        set => _findings.Thresholds = value;
    }

    /// <summary>Gets what the last scan of records saw of them.</summary>
    internal RecordCount Records => _csv.Records;

    /// <summary>Scans plain text in UTF-8.</summary>
    /// <param name="text">The text.</param>
    /// <returns>What was found; valid until the next scan. Not complete: JSON in base64 is deeper than is looked at.</returns>
    public ScanResult ScanText(ReadOnlySpan<byte> text)
    {
        _findings.Begin();
        _text.Walk(text, Options, _findings);
        return Finish(isWellFormed: true);
    }

    /// <summary>Scans a text of JSON.</summary>
    /// <param name="text">The text.</param>
    /// <returns>What was found; valid until the next scan. Not complete: it is no JSON, deeper than is looked at, or has more parts of values in one object than are joined.</returns>
    public ScanResult ScanJson(ReadOnlySpan<byte> text)
    {
        _findings.Begin();
        return Finish(_json.Walk(text, Options, _findings) && _json.IsStrict);
    }

    /// <summary>Reads the names of the columns, for the records that are scanned after it. These must have as many cells.</summary>
    /// <param name="header">The record with the names, with its line end or without; empty: there is none.</param>
    /// <param name="delimiter">What stands between cells: comma, semicolon, tab or bar.</param>
    public void ReadHeader(ReadOnlySpan<byte> header, byte delimiter)
    {
        _csv = new CsvWalk(delimiter);
        header = header.TrimEnd("\r\n"u8);
        if (header.IsEmpty) return;
        _csv.Columns = _csv.ReadHeader(header, Options.Custom);
        _csv.Cells = _csv.Columns.Length;
    }

    /// <summary>Says how many cells each record has, where no header does, for the records that are scanned after it.</summary>
    /// <param name="cells">How many; 0: not known.</param>
    internal void ExpectCells(int cells) => _csv.Cells = cells;

    /// <summary>Says what a column holds, whatever the header calls it, for the records that are scanned after it.</summary>
    /// <param name="column">Its place, from 0.</param>
    /// <param name="name">A name that says it, as a header would; empty: nothing is known of it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The place is less than 0 or not less than 65,536.</exception>
    public void NameColumn(int column, ReadOnlySpan<byte> name) => _csv.NameColumn(column, name);

    /// <summary>Scans whole records of delimited values.</summary>
    /// <param name="records">The records.</param>
    /// <returns>What was found; valid until the next scan. Not complete: a quote is not closed, a record has other cells than the header, or JSON in base64 is deeper than is looked at.</returns>
    public ScanResult ScanRecords(ReadOnlySpan<byte> records)
    {
        _findings.Begin();
        var isWellFormed = _csv.Walk(records, Options, _findings);
        FindingOverlap.Resolve(_findings);
        return new ScanResult(_findings.Span, isWellFormed, _findings.IsPartial, _csv.Records.Ragged.Count > 0);
    }

    private ScanResult Finish(bool isWellFormed)
    {
        FindingOverlap.Resolve(_findings);
        return new ScanResult(_findings.Span, isWellFormed, _findings.IsPartial);
    }
}
