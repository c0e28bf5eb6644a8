using System.Text;
using Aegis.Streams.Dlp;

namespace Aegis.Streams.Tests.Dlp.Detectors;

/// <summary>Every area number, with the groups and serials at the boundaries of what is issued.</summary>
public sealed class UsSsnDetectorTests
{
    private static readonly int[] Groups = [0, 1, 49, 50, 65, 66, 69, 70, 88, 89, 90, 92, 93, 94, 99];
    private static readonly int[] Serials = [0, 1, 4_319, 9_999];

    // SSA POMS RM 10201.035: areas 000, 666 and 900 to 999 are not issued, nor group 00, nor serial 0000.
    private static readonly int[] AreasNotIssued = [0, 666];

    // IRS IRM 3.21.263 for taxpayers; 93 is for adoptions.
    private static readonly int[] TaxpayerGroups = [50, 65, 70, 88, 90, 92, 93, 94, 99];

    [Theory]
    [InlineData("{0:D3}-{1:D2}-{2:D4}")]
    [InlineData("{0:D3} {1:D2} {2:D4}")]
    [InlineData("ssn {0:D3}{1:D2}{2:D4}")]
    public void EveryArea_IsFoundIfItIsIssued(string format)
    {
        var shape = CompositeFormat.Parse(format);
        var scanner = new DlpScanner(Found.Options);
        for (var area = 0; area < 1_000; area++)
        {
            foreach (var group in Groups)
            {
                foreach (var serial in Serials)
                {
                    var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, shape, area, group, serial);
                    var isIssued = area < 900 && !AreasNotIssued.Contains(area) && group > 0 && serial > 0;
                    DlpEntity[] expected = isIssued ? [DlpEntity.UsSsn] : area >= 900 && TaxpayerGroups.Contains(group) ? [DlpEntity.UsItin] : [];
                    var found = Found.EntitiesIn(scanner, Encoding.ASCII.GetBytes(text));
                    if (!found.SequenceEqual(expected)) Assert.Fail($"{text}: [{string.Join(' ', found)}], expected [{string.Join(' ', expected)}]");
                }
            }
        }
    }

    [Fact]
    public void EveryGroup_IsFoundIfItIsIssued()
    {
        var (scanner, found) = (new DlpScanner(Found.Options), new List<string>());
        for (var group = 0; group < 100; group++)
        {
            found.Add(NameIn(scanner, $"512-{group:D2}-7781"));
            found.Add(NameIn(scanner, $"912-{group:D2}-7781"));
        }

        Assert.Equal(99, found.Count(name => name == "UsSsn"));
        Assert.Equal("None", found[0]);

        // 50-65, 70-88, 90-92, 94-99 are of taxpayers, 93 is of adoptions.
        Assert.Equal(16 + 19 + 3 + 6 + 1, found.Count(name => name == "UsItin"));
        Assert.All([1, 49, 66, 69, 89], group => Assert.Equal("None", found[(2 * group) + 1]));
    }

    [Theory]
    [InlineData("512-43-{0:D4}")]
    [InlineData("ssn 51243{0:D4}")]
    public void EverySerial_IsFoundButTheOneOfZeros(string format)
    {
        var (scanner, shape, silent) = (new DlpScanner(Found.Options), CompositeFormat.Parse(format), new List<int>());
        for (var serial = 0; serial < 10_000; serial++)
            if (NameIn(scanner, string.Format(System.Globalization.CultureInfo.InvariantCulture, shape, serial)) != "UsSsn") silent.Add(serial);

        Assert.Equal([0], silent);
    }

    [Theory]
    [InlineData("078-05-1120")]
    [InlineData("219-09-9999")]
    [InlineData("123-45-6789")]
    [InlineData("987-65-4320")]
    [InlineData("987-65-4329")]
    public void PrintedSample_IsReportedAsReserved(string text)
    {
        var finding = Assert.Single(new DlpScanner(Found.Options).ScanText(Encoding.ASCII.GetBytes(text)).Findings.ToArray());
        Assert.Equal((DlpEntity.UsSsn, FindingFlags.Reserved), (finding.Entity, finding.Flags));
    }

    private static string NameIn(DlpScanner scanner, string text) => Found.EntitiesIn(scanner, Encoding.ASCII.GetBytes(text)).FirstOrDefault().ToString();
}
