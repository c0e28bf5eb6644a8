using Aegis.Streams.Dlp;

namespace Aegis.Streams.Cli.Bench.Dlp;

/// <summary>Measures hostile data, each family as every kind of text that there is: a scan must take time in proportion to its length.</summary>
/// <param name="scanner">The scanner.</param>
/// <param name="rounds">How often each is measured.</param>
internal sealed class FloodBench(DlpScanner scanner, int rounds)
{
    // So much that neither half nor whole fits a cache of the second level: else the step from one to the other counts.
    private const int FloodBytes = 4_000_000;
    private const int ExpressionBytes = 16_000;

    private static readonly (string Name, byte[] Before, byte[] After)[] Readers =
    [
        ("text", [], []),
        ("cell", "1,"u8.ToArray(), ",2\n"u8.ToArray()),
        ("cell of a telephone", "1,2,"u8.ToArray(), "\n"u8.ToArray()),
        ("string of JSON", "{\"value\":\""u8.ToArray(), "\"}"u8.ToArray()),
    ];

    /// <summary>Measures.</summary>
    /// <param name="stopping">Ends it.</param>
    public FloodSpeed[] Measure(CancellationToken stopping)
    {
        var speeds = new List<FloodSpeed>();
        scanner.ReadHeader("id,value,phone"u8, (byte)',');
        foreach (var family in Floods.Families)
        {
            var expressions = ExpressionBytes / Least(3, () => RegexBaseline.Count(Floods.Make(family, ExpressionBytes)));
            foreach (var (name, before, after) in Readers)
            {
                stopping.ThrowIfCancellationRequested();
                byte[] half = [.. before, .. Floods.Make(family, FloodBytes / 2), .. after];
                byte[] whole = [.. before, .. Floods.Make(family, FloodBytes), .. after];
                Scan(name, half);
                var (halves, wholes) = (new double[rounds], new double[rounds]);
                for (var round = 0; round < rounds; round++) (halves[round], wholes[round]) = (ThreadClock.Time(() => Scan(name, half)), ThreadClock.Time(() => Scan(name, whole)));
                speeds.Add(new FloodSpeed(family.Family, name, whole.Length / DlpSpeed.Median(wholes), wholes.Min() / halves.Min(), expressions));
            }
        }

        return [.. speeds];
    }

    private static double Least(int times, Action work) => Enumerable.Range(0, times).Min(_ => ThreadClock.Time(work));

    private void Scan(string reader, byte[] text)
    {
        if (reader == "text") scanner.ScanText(text);
        else if (reader == "string of JSON") scanner.ScanJson(text);
        else scanner.ScanRecords(text);
    }
}
