using Aegis.Streams.Cli.Bench.Labelled;
using Aegis.Streams.Cli.Bench.Labelled.Scoring;
using Aegis.Streams.Dlp;

namespace Aegis.Streams.Cli.Bench.Dlp;

/// <summary>Labelled data of one kind in memory, cut as a reader of files cuts it: some 64 KiB of whole rows, or one call or mail.</summary>
internal sealed class DlpBenchData
{
    private const int WindowBytes = 64 * 1024;

    private readonly List<LabelledDocument> _documents = [];
    private readonly List<byte[]> _windows = [];
    private readonly byte[] _header;

    public DlpBenchData(string kind, long seed, long bytes)
    {
        Kind = kind;
        var source = LabelledKinds.Open(kind, seed);
        _header = source.Header;
        var window = new MemoryStream();
        for (var index = 0L; Bytes < bytes; index++)
        {
            var document = source.At(index);
            _documents.Add(document);
            Bytes += document.Bytes.Length;
            window.Write(document.Bytes);
            if (IsCsv && window.Length < WindowBytes) continue;
            _windows.Add(window.ToArray());
            window.SetLength(0);
        }

        if (window.Length > 0) _windows.Add(window.ToArray());
    }

    /// <summary>Gets the kind.</summary>
    public string Kind { get; }

    /// <summary>Gets how many bytes there are.</summary>
    public long Bytes { get; private set; }

    /// <summary>Gets the pieces that are scanned together.</summary>
    public List<byte[]> Windows => _windows;

    /// <summary>Gets what stands between cells.</summary>
    public byte Delimiter => _header.AsSpan().Count((byte)';') > _header.AsSpan().Count((byte)',') ? (byte)';' : (byte)',';

    /// <summary>Gets all of it as one file.</summary>
    public byte[] File => [.. _header, .. _windows.SelectMany(window => window)];

    private bool IsCsv => Kind is LabelledKinds.Csv or LabelledKinds.CleanCsv;

    /// <summary>Readies a scanner: it reads the header.</summary>
    /// <param name="scanner">The scanner.</param>
    public void Begin(DlpScanner scanner)
    {
        if (!IsCsv) return;
        scanner.ReadHeader(_header, Delimiter);
    }

    /// <summary>Scans a piece.</summary>
    /// <param name="scanner">The scanner.</param>
    /// <param name="text">The piece.</param>
    public ScanResult Scan(DlpScanner scanner, ReadOnlySpan<byte> text) =>
        IsCsv ? scanner.ScanRecords(text) : Kind == LabelledKinds.Intents ? scanner.ScanJson(text) : scanner.ScanText(text);

    /// <summary>Scores a scanner.</summary>
    /// <param name="scanner">The scanner.</param>
    public ScoreReport Score(DlpScanner scanner)
    {
        var scorer = new Scorer();
        Begin(scanner);
        foreach (var document in _documents)
        {
            var findings = new List<ScoredFinding>();
            foreach (var finding in Scan(scanner, document.Bytes).Findings)
                if (!finding.Flags.HasFlag(FindingFlags.Secondary)) findings.Add(new ScoredFinding(DlpEntities.NameOf(finding.Entity), finding.Start, finding.Length));
            scorer.Add(document, findings);
        }

        return scorer.Report();
    }
}
