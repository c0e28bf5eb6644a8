using System.Text;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Detectors;

namespace Aegis.Streams.Tests.Dlp.Detectors;

/// <summary>Each detector finds its examples, each of them once, and nothing in its near misses.</summary>
public sealed class DetectorCatalogTests
{
    public static TheoryData<string, string> Matches() => Examples(detector => detector.Matches);

    public static TheoryData<string, string> NearMisses() => Examples(detector => detector.NearMisses);

    [Theory]
    [MemberData(nameof(Matches))]
    public void Example_IsFound(string entity, string text)
    {
        var found = new DlpScanner(OptionsOf(entity)).ScanText(Encoding.UTF8.GetBytes(text)).Findings.ToArray();
        Assert.Equal([entity], found.Where(finding => !finding.Flags.HasFlag(FindingFlags.Secondary)).Select(finding => finding.Entity.ToString()));
    }

    [Theory]
    [MemberData(nameof(NearMisses))]
    public void NearMiss_IsSilent(string entity, string text)
    {
        var found = new DlpScanner(OptionsOf(entity)).ScanText(Encoding.UTF8.GetBytes(text)).Findings.ToArray();
        Assert.DoesNotContain(entity, found.Select(finding => finding.Entity.ToString()));
    }

    [Fact]
    public void WhatIsWeak_IsSilentUnlessItIsNamed()
    {
        foreach (var detector in DetectorCatalog.All.Where(detector => detector.Tier == DetectorTier.OnDemand))
            foreach (var example in detector.Matches) Assert.DoesNotContain(Found.InText(example), found => found.StartsWith(DlpEntities.NameOf(detector.Entity), StringComparison.Ordinal));
    }

    private static ScanOptions OptionsOf(string entity) => new(EntitySet.Weak.Has(Enum.Parse<DlpEntity>(entity)) ? EntitySet.All : EntitySet.Default, 2026);

    private static TheoryData<string, string> Examples(Func<Detector, IReadOnlyList<string>> examples)
    {
        var data = new TheoryData<string, string>();
        foreach (var detector in DetectorCatalog.All)
            foreach (var example in examples(detector)) data.Add(detector.Entity.ToString(), example);
        return data;
    }
}
