using System.Buffers;
using System.Globalization;
using System.Text;
using Aegis.Streams.Cli.Bench.Labelled;
using Aegis.Streams.Cli.Bench.Labelled.Csv;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Rewriting;

namespace Aegis.Streams.Tests.Dlp;

/// <summary>
/// Redacts generated data, scans what came out again, and looks there for every value that was found: as it stood, folded, unescaped, and without what groups
/// it. The second scan must find nothing. `AEGIS_LEAK_MEGABYTES` sets how much of each kind.
/// </summary>
public sealed class LeakTests
{
    private const int Seed = 4_711;

    // Shorter values meet others by chance where what groups them is taken away.
    private const int ShortestGrouped = 9;

    private static readonly long MegaBytes = long.TryParse(Environment.GetEnvironmentVariable("AEGIS_LEAK_MEGABYTES"), CultureInfo.InvariantCulture, out var bytes) ? bytes : 25;
    private static readonly ScanOptions Options = new(EntitySet.Default, 2026);

    [Theory]
    [InlineData("csv")]
    [InlineData("clean-csv")]
    [InlineData("intents")]
    [InlineData("text")]
    public void NoValueThatWasFound_IsInWhatComesOut(string kind)
    {
        var source = LabelledKinds.Open(kind, Seed);
        var (scanner, redactor, output, search) = (new DlpScanner(Options), new Redactor(new RedactionPlan(RedactionOperator.Replace)), new ArrayBufferWriter<byte>(), new ValueSearch(kind == LabelledKinds.Intents));
        if (source is CsvSource csv) scanner.ReadHeader(csv.Header, (byte)csv.Variant.Delimiter);
        for (long index = 0, total = 0; total < MegaBytes * 1_000_000; index++)
        {
            var document = source.At(index);
            var text = document.Bytes;
            total += text.Length;
            var found = Scan(scanner, kind, text);
            output.ResetWrittenCount();
            redactor.Rewrite(text, found, kind == LabelledKinds.Intents, output);
            var left = Scan(scanner, kind, output.WrittenSpan);
            Assert.True(left.Length == 0, $"document {index}: {left.FirstOrDefault()} in {Encoding.UTF8.GetString(output.WrittenSpan)}");
            search.Read(output.WrittenSpan);
            foreach (var finding in found)
                Assert.False(search.Has(text.AsSpan(finding.Start, finding.Length), finding), $"document {index}: {finding} of {Encoding.UTF8.GetString(text)} is in {Encoding.UTF8.GetString(output.WrittenSpan)}");
        }
    }

    private static DlpFinding[] Scan(DlpScanner scanner, string kind, ReadOnlySpan<byte> text)
    {
        var result = kind switch
        {
            LabelledKinds.Text => scanner.ScanText(text),
            LabelledKinds.Intents => scanner.ScanJson(text),
            _ => scanner.ScanRecords(text),
        };
        Assert.True(result.IsComplete);
        return result.Findings.ToArray();
    }

    /// <summary>Looks for values in a text, in every form that it can be read in.</summary>
    private sealed class ValueSearch(bool isJson)
    {
        private readonly CanonicalValue _canonical = new();
        private readonly List<byte[]> _readable = [];
        private readonly List<byte[]> _grouped = [];

        public void Read(ReadOnlySpan<byte> text)
        {
            _readable.Clear();
            _grouped.Clear();
            _readable.Add(text.ToArray());
            for (var escapes = 0; escapes <= (isJson ? 2 : 0); escapes++)
            {
                _canonical.Read(text, CanonicalForm.Code, escapes);
                _readable.Add(_canonical.Readable.ToArray());
                _grouped.Add(_canonical.Text.ToArray());
            }
        }

        public bool Has(ReadOnlySpan<byte> value, in DlpFinding finding)
        {
            foreach (var text in _readable)
                if (text.AsSpan().IndexOf(value) >= 0) return true;
            _canonical.Read(value, CanonicalForm.Code, isJson ? 1 + finding.Nesting : 0);
            foreach (var text in _readable)
                if (text.AsSpan().IndexOf(_canonical.Readable) >= 0) return true;
            if (_canonical.Text.Length < ShortestGrouped || CanonicalValue.FormOf(finding.Entity) != CanonicalForm.Code) return false;
            foreach (var text in _grouped)
                if (text.AsSpan().IndexOf(_canonical.Text) >= 0) return true;
            return false;
        }
    }
}
