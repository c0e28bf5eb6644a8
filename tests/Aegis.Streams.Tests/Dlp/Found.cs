using System.Text;
using Aegis.Streams.Dlp;

namespace Aegis.Streams.Tests.Dlp;

/// <summary>What a scan finds, as text: the name of each entity and its raw bytes; what others cover is left out.</summary>
internal static class Found
{
    public static readonly ScanOptions Options = new(EntitySet.Default, 2026);

    /// <summary>What is off by default, too.</summary>
    public static readonly ScanOptions Everything = new(EntitySet.All, 2026) { Weak = WeakForms.All };

    public static string[] InText(string text, ScanOptions options) => In(text, new DlpScanner(options).ScanText(Encoding.UTF8.GetBytes(text)));

    public static string[] InJson(string text, ScanOptions options) => In(text, new DlpScanner(options).ScanJson(Encoding.UTF8.GetBytes(text)));

    public static string[] InText(string text) => In(text, new DlpScanner(Options).ScanText(Encoding.UTF8.GetBytes(text)));

    public static string[] InJson(string text) => In(text, new DlpScanner(Options).ScanJson(Encoding.UTF8.GetBytes(text)));

    public static string[] InRecord(string header, string record)
    {
        var scanner = new DlpScanner(Options);
        scanner.ReadHeader(Encoding.UTF8.GetBytes(header), (byte)',');
        return In(record, scanner.ScanRecords(Encoding.UTF8.GetBytes(record)));
    }

    public static DlpEntity[] EntitiesIn(DlpScanner scanner, ReadOnlySpan<byte> text)
    {
        var entities = new List<DlpEntity>();
        foreach (var finding in scanner.ScanText(text).Findings)
            if (!finding.Flags.HasFlag(FindingFlags.Secondary)) entities.Add(finding.Entity);
        return [.. entities];
    }

    private static string[] In(string text, ScanResult result)
    {
        Assert.True(result.IsComplete);
        var bytes = Encoding.UTF8.GetBytes(text);
        var found = new List<string>();
        foreach (var finding in result.Findings)
            if (!finding.Flags.HasFlag(FindingFlags.Secondary)) found.Add($"{DlpEntities.NameOf(finding.Entity)} {Encoding.UTF8.GetString(bytes, finding.Start, finding.Length)}");
        return [.. found];
    }
}
