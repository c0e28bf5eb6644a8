using System.Text;
using Aegis.Streams.Dlp;

namespace Aegis.Streams.Tests.Dlp.Detectors;

/// <summary>Every area and every exchange of the North American plan.</summary>
public sealed class PhoneDetectorTests
{
    [Theory]
    [InlineData("{0:D3}-596-1234", true)]
    [InlineData("({0:D3}) 596-1234", true)]
    [InlineData("+1{0:D3}5961234", true)]
    [InlineData("1.{0:D3}.596.1234", true)]
    [InlineData("call {0:D3}5961234", true)]
    [InlineData("415-{0:D3}-1234", false)]
    [InlineData("+1 415 {0:D3} 1234", false)]
    public void EveryAreaAndExchange_IsFoundIfItCanBeAssigned(string format, bool isArea)
    {
        var shape = CompositeFormat.Parse(format);
        var scanner = new DlpScanner(Found.Options);
        for (var code = 0; code < 1_000; code++)
        {
            // Areas and exchanges: from 200, no N11. Areas: no N9X, 37X, 96X either (NPA guidelines).
            var isAssignable = code >= 200 && code % 100 != 11 && !(isArea && (code / 10 % 10 == 9 || code / 10 is 37 or 96));
            var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, shape, code);
            DlpEntity[] expected = isAssignable ? [DlpEntity.Phone] : [];
            var found = Found.EntitiesIn(scanner, Encoding.ASCII.GetBytes(text));
            if (!found.SequenceEqual(expected)) Assert.Fail($"{text}: [{string.Join(' ', found)}], expected [{string.Join(' ', expected)}]");
        }
    }

    [Theory]
    [InlineData("415-555-0100", true)]
    [InlineData("+1 415 555 0199", true)]
    [InlineData("415-555-0200", false)]
    [InlineData("415-556-0100", false)]
    public void NumberOfFiction_IsReserved(string text, bool isReserved)
    {
        var finding = Assert.Single(new DlpScanner(Found.Options).ScanText(Encoding.ASCII.GetBytes(text)).Findings.ToArray());
        Assert.Equal((DlpEntity.Phone, isReserved), (finding.Entity, finding.Flags.HasFlag(FindingFlags.Reserved)));
    }
}
