using System.Text;
using Aegis.Streams.Cli.Bench.Dlp;
using Aegis.Streams.Cli.Bench.Labelled;
using Aegis.Streams.Cli.Bench.Labelled.Csv;
using Aegis.Streams.Dlp;
using CsCheck;

namespace Aegis.Streams.Tests.Dlp;

/// <summary>What holds of the findings in any input.</summary>
public sealed class DlpScannerTests
{
    private const int Iterations = 4_000;

    private enum Reader
    {
        Text,
        Json,
        Records,
    }

    [Fact]
    public void AnyBytes_GiveFindingsInOrderWithinThem() => DlpTexts.Any.Sample(text => AssertFindings(text), iter: Iterations);

    [Fact]
    public void AnyJson_GivesFindingsInOrderWithinIt() => DlpTexts.Json.Sample(text => AssertFindings(Encoding.UTF8.GetBytes(text)), iter: Iterations);

    [Fact]
    public void AnyRecords_GiveFindingsInOrderWithinThem() => DlpTexts.Records.Sample(text => AssertFindings(Encoding.UTF8.GetBytes(text)), iter: Iterations);

    [Fact]
    public void SecondScan_GivesTheSame()
    {
        var used = new DlpScanner(Found.Options);
        used.ReadHeader("phone,ssn,notes,password"u8, (byte)',');
        DlpTexts.Any.Sample(
            text =>
            {
                foreach (var reader in Enum.GetValues<Reader>())
                {
                    var fresh = new DlpScanner(Found.Options);
                    fresh.ReadHeader("phone,ssn,notes,password"u8, (byte)',');
                    var expected = Scan(fresh, reader, text).Findings.ToArray();
                    Assert.Equal(expected, Scan(used, reader, text).Findings.ToArray());
                    Assert.Equal(expected, Scan(used, reader, text).Findings.ToArray());
                }
            },
            iter: 1_000,
            threads: 1);
    }

    [Fact]
    public void TruncatedJson_IsNotComplete() => DlpTexts.Json.Where(text => text.TrimEnd().Length > 2).Sample(
        text => Assert.False(new DlpScanner(Found.Options).ScanJson(Encoding.UTF8.GetBytes(text.TrimEnd()[..^1])).IsComplete), iter: 500);

    [Theory]
    [InlineData("1")]
    [InlineData("12 ")]
    [InlineData("123-")]
    [InlineData("1.1.")]
    [InlineData("@")]
    [InlineData("a@a.")]
    [InlineData("+1 ")]
    [InlineData("::")]
    [InlineData("a:")]
    [InlineData(" dot ")]
    [InlineData(" at a dot ")]
    [InlineData("-eyJ")]
    [InlineData("-xoxa")]
    [InlineData(".eyJhbGciOiJIUzI1NiJ9")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    [InlineData("password=")]
    [InlineData("é512-43-7781\n")]
    [InlineData("5\u200B12-43-7781 ")]
    [InlineData("a-1234")]
    [InlineData("\\\"")]
    [InlineData("\"")]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    [InlineData("%25")]
    [InlineData("&#64;")]
    [InlineData("A")]
    [InlineData("V")]
    [InlineData("YW5uQGFjbWUuZXhhbXBsZSA")]
    [InlineData("NTEyLTQzLTc3ODEg")]
    [InlineData("MTExMTEx")]
    [InlineData("e1si")]
    [InlineData("AAHDv8KAYW5uQGFjbWUuZXhh")]
    [InlineData("YW5uQGFjbWUuZXhh\n")]
    [InlineData("YW5uQGFjbWUuZXhhbXBsZQ== ")]
    [InlineData("!YW5uQGFjbWUu")]
    [InlineData("YW5uQGFjbWUuZXhhbXBsZQ== ann@acme.example ")]
    [InlineData("5O-")]
    [InlineData("O1 ")]
    [InlineData("5O2-43-7781 ")]
    [InlineData("{\"area_code\":415,\"number\":5961111,\"a\":")]
    [InlineData("one ")]
    [InlineData("=3D")]
    [InlineData("616e6e4061636d65")]
    [InlineData("00:1b:")]
    [InlineData("a://a")]
    [InlineData("a://b:c@")]
    [InlineData("://:@?")]
    [InlineData("token=aB3dX9qLm2vKw8Zr5@b.cd=")]
    [InlineData("token=aB3dX9qLm2vKw8Zr5 a@b.cd ")]
    [InlineData("-----BEGIN PRIVATE KEY-----\n8.8.4.4\n")]
    [InlineData("-----BEGIN X-----")]
    [InlineData("_eyJhbGciOiJIUzI1NiJ9")]
    [InlineData("8.8.4.4-")]
    [InlineData("&#0000")]
    [InlineData("&#64")]
    public void FloodOfOneForm_IsScannedInLinearTime(string form)
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(form, 400_000 / form.Length)));
        var microseconds = ThreadClock.Time(() =>
        {
            foreach (var options in new[] { Found.Options, Found.Everything })
            {
                var scanner = new DlpScanner(options);
                foreach (var reader in Enum.GetValues<Reader>()) Scan(scanner, reader, text);
            }
        });

        // Linear time is some milliseconds of this thread, time that grows with the square many seconds.
        Assert.InRange(microseconds, 0, 5_000_000);
    }

    [Theory]
    [InlineData(LabelledKinds.Csv)]
    [InlineData(LabelledKinds.Intents)]
    [InlineData(LabelledKinds.Text)]
    public void WarmScanner_AllocatesNothing(string kind)
    {
        var source = LabelledKinds.Open(kind, 5);
        var texts = source.Documents(200).Select(document => document.Bytes).ToArray();
        var scanner = new DlpScanner(Found.Options);
        if (source is CsvSource csv)
        {
            // Records come in windows, not one by one.
            texts = [csv.File(200).Bytes[csv.Header.Length..]];
            scanner.ReadHeader(csv.Header, (byte)csv.Variant.Delimiter);
        }

        // Thirty calls and more until the runtime has compiled everything for good.
        for (var pass = 0; pass < 40; pass++) Assert.True(ScanAll() > 100);
        Assert.Equal(0, Allocation.Least(() => ScanAll()));

        int ScanAll()
        {
            var count = 0;
            foreach (var text in texts)
            {
                count += kind switch
                {
                    LabelledKinds.Text => scanner.ScanText(text).Findings.Length,
                    LabelledKinds.Intents => scanner.ScanJson(text).Findings.Length,
                    _ => scanner.ScanRecords(text).Findings.Length,
                };
            }

            return count;
        }
    }

    private static ScanResult Scan(DlpScanner scanner, Reader reader, byte[] text) => reader switch
    {
        Reader.Text => scanner.ScanText(text),
        Reader.Json => scanner.ScanJson(text),
        _ => scanner.ScanRecords(text),
    };

    private static void AssertFindings(byte[] text)
    {
        foreach (var (reader, options) in Enum.GetValues<Reader>().SelectMany(reader => new[] { (reader, Found.Options), (reader, Found.Everything) }))
        {
            var scanner = new DlpScanner(options);
            scanner.ReadHeader("phone,ssn,notes,password,email"u8, (byte)',');
            var findings = Scan(scanner, reader, text).Findings.ToArray();
            var (start, end) = (0, 0);
            foreach (var finding in findings)
            {
                Assert.InRange(finding.Length, 1, text.Length - finding.Start);
                Assert.True(finding.Start >= start, $"{reader}: {string.Join('\n', findings)}");
                Assert.InRange(finding.Confidence, 60, 100);
                start = finding.Start;
                if (finding.Flags.HasFlag(FindingFlags.Secondary)) continue;
                Assert.True(finding.Start >= end, $"{reader}: {string.Join('\n', findings)}");
                end = finding.End;
            }

            foreach (var second in findings.Where(finding => finding.Flags.HasFlag(FindingFlags.Secondary)))
                Assert.True(Array.Exists(findings, best => !best.Flags.HasFlag(FindingFlags.Secondary) && best.Start <= second.Start && best.End >= second.End), $"{second} is not covered");
        }
    }
}
