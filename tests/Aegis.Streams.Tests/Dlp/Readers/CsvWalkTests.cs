using System.Text;
using Aegis.Streams.Dlp;

namespace Aegis.Streams.Tests.Dlp.Readers;

/// <summary>Records as people have them, and what is in their cells.</summary>
public sealed class CsvWalkTests
{
    [Theory]
    [InlineData("\"x\"512-43-7781,y", "US_SSN 512-43-7781")]
    [InlineData("y,\"x\" 512-43-7781", "US_SSN 512-43-7781")]
    [InlineData("\"\"ann@acme.example\"\",y", "EMAIL ann@acme.example")]
    [InlineData("\"512-43-7781\"\r\n", "US_SSN 512-43-7781")]
    public void TextAfterTheClosingQuote_IsScannedToo(string record, string expected) => Assert.Equal([expected], Found.InRecord("a,b", record));

    [Theory]
    [InlineData("a\t512,43-7781")]
    [InlineData("512,437781")]
    public void DigitsOfTwoCells_AreNoNumber(string record) => Assert.Empty(Found.InRecord("a,b", record));

    [Theory]
    [InlineData("x,512437781\ry,\"a\r512-43-7782\"\rz,512437783", "US_SSN 512437781 / US_SSN 512-43-7782 / US_SSN 512437783")]
    [InlineData("x,512437781\r\ny,512437782\r\r\nz,\"512437783\"\r", "US_SSN 512437781 / US_SSN 512437782 / US_SSN 512437783")]
    public void CarriageReturn_EndsARecord(string records, string expected) => Assert.Equal(expected, string.Join(" / ", Found.InRecord("name,ssn", records)));

    [Fact]
    public void HeaderOfAMillionColumns_CostsNoMoreThanItsBytes() =>
        Assert.Equal(["US_SSN 512437781"], Found.InRecord(new string(',', 1_000_000) + "ssn", new string(',', 1_000_000) + "512437781"));

    [Fact]
    public void NumbersOfJsonInACell_AreFlaggedWhereNoPlaceStandsOut() =>
        Assert.Equal(["Phone 95 Bare 12-34-56-78"], Findings(["phone"], "[12-34-56-78,123]"));

    [Fact]
    public void EachCell_IsScannedAsByItself()
    {
        // Blocks of 64 bytes end anywhere in a cell here, and marks carry over from one to the next.
        string[] pieces = ["512-43-7781", "ann@acme.example", "4111111111111111", "1234", "12345678", "2025-11-06T19:25:17Z", "call 4155961111", "x", " ", "Schröder", "& Sons", "born 1980-05-12", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "-", "DE89370400440532013000"];
        string[] names = ["", "", "", "phone", "ssn", "birthdate", "password", "iban"];
        var random = new Random(41);
        for (var round = 0; round < 1_500; round++)
        {
            var columns = random.GetItems(names, random.Next(1, 70));
            var cells = columns.Select(_ => random.Next(3) == 0 ? "" : string.Concat(random.GetItems(pieces, random.Next(1, 4)))).ToArray();
            var quoted = cells.Select(cell => random.Next(6) == 0 ? $"\"{cell}\"" : cell).ToArray();
            List<string> expected = [];
            for (var i = 0; i < cells.Length; i++) expected.AddRange(Findings(columns[i..(i + 1)], cells[i]));
            var record = string.Join(';', quoted);
            Assert.Equal(expected, Findings(columns, record));
            Assert.Equal([.. expected, .. expected], Findings(columns, record + "\r\n" + record + "\n"));
        }
    }

    private static List<string> Findings(string[] columns, string records)
    {
        var scanner = new DlpScanner(new ScanOptions(EntitySet.Default, 2026));
        scanner.ReadHeader([], (byte)';');
        for (var i = 0; i < columns.Length; i++) scanner.NameColumn(i, Encoding.UTF8.GetBytes(columns[i]));
        var text = Encoding.UTF8.GetBytes(records);
        List<string> findings = [];
        foreach (var finding in scanner.ScanRecords(text).Findings) findings.Add($"{finding.Entity} {finding.Confidence} {finding.Flags} {Encoding.UTF8.GetString(text, finding.Start, finding.Length)}");
        return findings;
    }
}
