using System.Text;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Detectors;

namespace Aegis.Streams.Tests.Dlp.Detectors;

/// <summary>Each detector finds its examples, each of them once, and nothing in its near misses.</summary>
public sealed class DetectorCatalogTests
{
    private static readonly ScanOptions Options = new(EntitySet.Default, 2026);

    public static TheoryData<string, string> Matches() => Examples(detector => detector.Matches);

    public static TheoryData<string, string> NearMisses() => Examples(detector => detector.NearMisses);

    [Theory]
    [MemberData(nameof(Matches))]
    public void Example_IsFound(string entity, string text)
    {
        var found = new DlpScanner(Options).ScanText(Encoding.UTF8.GetBytes(text)).Findings.ToArray();
        Assert.Equal([entity], found.Where(finding => !finding.Flags.HasFlag(FindingFlags.Secondary)).Select(finding => finding.Entity.ToString()));
    }

    [Theory]
    [MemberData(nameof(NearMisses))]
    public void NearMiss_IsSilent(string entity, string text)
    {
        var found = new DlpScanner(Options).ScanText(Encoding.UTF8.GetBytes(text)).Findings.ToArray();
        Assert.DoesNotContain(entity, found.Select(finding => finding.Entity.ToString()));
    }

    private static TheoryData<string, string> Examples(Func<Detector, IReadOnlyList<string>> examples)
    {
        var data = new TheoryData<string, string>();
        foreach (var detector in DetectorCatalog.All)
            foreach (var example in examples(detector)) data.Add(detector.Entity.ToString(), example);
        return data;
    }
}
