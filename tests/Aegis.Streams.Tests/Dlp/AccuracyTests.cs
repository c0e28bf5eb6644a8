using System.Globalization;
using System.Text;
using Aegis.Streams.Cli.Bench.Labelled;
using Aegis.Streams.Cli.Bench.Labelled.Csv;
using Aegis.Streams.Cli.Bench.Labelled.Scoring;
using Aegis.Streams.Dlp;

namespace Aegis.Streams.Tests.Dlp;

/// <summary>How well values are found in labelled data of fixed seeds, which are not those that the rules were tuned on.</summary>
public sealed class AccuracyTests
{
    private const int Documents = 700;

    // Consecutive seeds of CSV have headers of all styles.
    private static readonly long[] Seeds = [7_301, 7_302, 7_303, 7_304, 7_305, 7_306, 7_307];

    private static readonly ScanOptions Options = new(EntitySet.Default, 2026);

    [Theory]
    [InlineData("csv", "EMAIL .999 .999, PHONE .995 .99, US_SSN .995 .99, US_ITIN .99 .99, CREDIT_CARD .995 .999, IBAN .995 .999, IP_ADDRESS .97 .97, SECRET .98 .98, DATE_OF_BIRTH .95 .95")]
    [InlineData("clean-csv", "EMAIL .999 .999, PHONE .995 .99, US_SSN .995 .99, CREDIT_CARD .995 .999, IBAN .995 .999, IP_ADDRESS .97 .97, SECRET .98 .98, DATE_OF_BIRTH .95 .95")]
    [InlineData("intents", "EMAIL .999 .999, PHONE .99 .98, US_SSN .995 .99, US_ITIN .99 .99, CREDIT_CARD .995 .999, IBAN .995 .999, IP_ADDRESS .97 .97, SECRET .98 .98, DATE_OF_BIRTH .95 .95")]
    [InlineData("text", "EMAIL .999 .999, PHONE .99 .98, US_SSN .995 .99, US_ITIN .99 .99, CREDIT_CARD .995 .999, IBAN .995 .999, IP_ADDRESS .97 .97, SECRET .98 .98, DATE_OF_BIRTH .95 .95")]
    public void LabelledData_IsFoundAtLeastSoWell(string kind, string targets)
    {
        var scorer = new Scorer();
        foreach (var seed in Seeds) Score(kind, seed, scorer);
        var report = scorer.Report();
        var failures = new StringBuilder();
        foreach (var score in report.Entities)
        {
            var (precision, recall) = TargetOf(score, targets);
            if (score.Precision < precision || score.Recall < recall)
                failures.AppendLine(CultureInfo.InvariantCulture, $"{score.Entity}{(score.IsNational ? " national" : string.Empty)}: {score.Values} values, P {score.Precision:F4} < {precision:F3} or R {score.Recall:F4} < {recall:F3}; {string.Join(' ', score.Causes)}");
        }

        Assert.True(failures.Length == 0, failures + Samples(report));
    }

    private static void Score(string kind, long seed, Scorer scorer)
    {
        var source = LabelledKinds.Open(kind, seed);
        var scanner = new DlpScanner(Options);
        if (source is CsvSource csv) scanner.ReadHeader(csv.Header, (byte)csv.Variant.Delimiter);
        foreach (var document in source.Documents(Documents))
        {
            var result = kind switch
            {
                LabelledKinds.Text => scanner.ScanText(document.Bytes),
                LabelledKinds.Intents => scanner.ScanJson(document.Bytes),
                _ => scanner.ScanRecords(document.Bytes),
            };
            Assert.True(result.IsComplete, Encoding.UTF8.GetString(document.Bytes));
            var findings = new List<ScoredFinding>();
            foreach (var finding in result.Findings)
                if (!finding.Flags.HasFlag(FindingFlags.Secondary)) findings.Add(new ScoredFinding(DlpEntities.NameOf(finding.Entity), finding.Start, finding.Length));
            scorer.Add(document, findings);
        }
    }

    /// <summary>Reads the target of an entity; what the list does not name is rare, or a phone in national form.</summary>
    private static (double Precision, double Recall) TargetOf(EntityScore score, string targets)
    {
        foreach (var target in targets.Split(", "))
        {
            var parts = target.Split(' ');
            if (parts[0] == score.Entity && !score.IsNational) return (double.Parse(parts[1], CultureInfo.InvariantCulture), double.Parse(parts[2], CultureInfo.InvariantCulture));
        }

        return (.97, .97);
    }

    private static string Samples(ScoreReport report) =>
        string.Join('\n', report.Missed.Take(40).Select(missed => $"missed {missed}").Concat(report.False.Take(40).Select(wrong => $"false {wrong}")));
}
