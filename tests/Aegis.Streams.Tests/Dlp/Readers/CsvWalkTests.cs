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
}
