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
}
