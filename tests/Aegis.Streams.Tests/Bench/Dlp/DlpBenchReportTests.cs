using System.Diagnostics;
using Aegis.Streams.Cli.Bench.Dlp;
using Aegis.Streams.Cli.Bench.Labelled;
using Aegis.Streams.Cli.Bench.Labelled.Scoring;
using Aegis.Streams.Cli.Terminal;

namespace Aegis.Streams.Tests.Bench.Dlp;

public sealed class DlpBenchReportTests
{
    private static readonly FloodSpeed[] Speeds = [new("digits", "text", 400, 2.04, 12), new("at signs", "cell", 99.4, 2.1, 3.5), new("escapes", "text", 120, 3.2, 40)];

    [Fact]
    public void Figures_StandBesideTheAims()
    {
        var writer = new StringWriter();
        new DlpBenchReport(new Screen(writer, isTerminal: false, isColorful: false, width: 200), new DlpBenchPlan(10, 3, 1)).WriteTables(Kinds(), Speeds, Bars());
        var lines = writer.ToString().Split('\n');
        Assert.Equal(
            [
                "bar                            unit        aim  figure  expressions  met  note",
                "scan of dense CSV              MB/s     >= 800     810           30  yes",
                "scan of JSON                   MB/s     >= 600     599           40  no",
                "scan of mostly clean CSV       MB/s   >= 1,500   1,600           50  yes",
                "scan and rewrite of dense CSV  MB/s     >= 500     450            -  no",
                "one call, p50                  us       <= 1.5       2            8  no",
                "one call, p99                  us         <= 5       4           16  yes",
                "allocated in all calls         bytes      <= 0       0            -  yes",
                "hostile input, slowest         MB/s     >= 100      99          3.5  no   at signs, cell",
                "hostile input, twice as long   times      <= 3     3.2            -  no   escapes, text",
                "two cores beside one           times    >= 1.8     1.9            -  yes  100 and 190 MB/s",
            ],
            lines[..11]);
        Assert.Contains("slowest hostile data  read as  MB/s  expressions MB/s  twice as long takes", lines);
        Assert.Contains("at signs              cell       99               3.5                  2.1", lines);
    }

    [Fact]
    public void Json_IsOneObjectForEachKindFloodAndBar()
    {
        var writer = new StringWriter();
        new DlpBenchReport(new Screen(writer, isTerminal: false, isColorful: false, width: 200), new DlpBenchPlan(10, 3, 1)).WriteJson(Kinds(), Speeds, Bars());
        var lines = writer.ToString().TrimEnd().Split('\n');
        Assert.Equal(17, lines.Length);
        Assert.Equal(
            """{"data":"csv","seed":1,"bytes":1000000,"rounds":3,"scan_mb_per_second":810,"redact_mb_per_second":450,"expressions_mb_per_second":30,"ratio":27,"ratio_least":26.67,"ratio_most":27.33,"allocated_bytes":0,"piece_p50_us":1,"piece_p99_us":1,"entities":[]}""",
            lines[0]);
        Assert.Equal("""{"flood":"at signs","reader":"cell","mb_per_second":99.4,"expressions_mb_per_second":3.5,"doubling":2.1}""", lines[5]);
        Assert.Equal("""{"bar":"scan of dense CSV","unit":"MB/s","aim_at_least":800,"figure":810,"expressions":30,"is_met":true}""", lines[7]);
        Assert.Equal("""{"bar":"hostile input, slowest","unit":"MB/s","aim_at_least":100,"figure":99.4,"expressions":3.5,"is_met":false,"note":"at signs, cell"}""", lines[14]);
    }

    [Fact]
    public void Pieces_HaveTheTimeThatHalfOfThemAndTheSlowestOfAHundredTake()
    {
        var rounds = new LatencyRounds(3);
        var microsecond = Stopwatch.Frequency / 1_000_000;
        for (var round = 0; round < 3; round++) rounds.Take(round, [.. Enumerable.Range(1, 200).Reverse().Select(piece => piece * (round + 1) * microsecond)]);
        Assert.Equal(202, rounds.P50, 6);
        Assert.Equal(398, rounds.P99, 6);
    }

    [Fact]
    public void Floods_AreAsLongAsTheirFormsFillAndTheSameEachTime()
    {
        Assert.Equal(38, Floods.Families.Length);
        Assert.Equal("123-123-", System.Text.Encoding.ASCII.GetString(Floods.Make(("groups of digits", "123-"), 11)));
        var noise = Floods.Families[^1];
        Assert.Equal("base64 of random bytes", noise.Family);
        Assert.Equal("3z9hmASpL9tAVxktxD3XSOp3itxSvEmM6AUkwBS4ERk=", System.Text.Encoding.ASCII.GetString(Floods.Make(noise, 60)));
    }

    private static DlpBar[] Bars() => DlpBars.Of(Kinds(), Speeds, new CoreSpeed([100, 90, 120], [190, 180, 190]));

    private static DlpSpeed[] Kinds() =>
        [Kind(LabelledKinds.Csv, 810, 450, 30, 1, 1), Kind(LabelledKinds.CleanCsv, 1600, 900, 50, 1, 1), Kind(LabelledKinds.Intents, 599, 500, 40, 2, 4), Kind(LabelledKinds.Text, 700, 600, 60, 1, 1)];

    private static DlpSpeed Kind(string kind, double scan, double redact, double expressions, int half, int tail) =>
        new(kind, 1_000_000, [scan - 10, scan + 10, scan], [redact, redact, redact], [expressions, expressions, expressions], 0, Pieces(half, tail), Pieces(8, 16), new ScoreReport(0, [], [], []));

    private static LatencyRounds Pieces(int half, int tail)
    {
        var rounds = new LatencyRounds(1);
        rounds.Take(0, [.. Enumerable.Repeat(half, 90).Concat(Enumerable.Repeat(tail, 10)).Select(time => time * Stopwatch.Frequency / 1_000_000)]);
        return rounds;
    }
}
