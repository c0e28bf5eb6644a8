namespace Aegis.Streams.Tests.Dlp.Readers;

/// <summary>What was found in other values, at other places, is no concern of one that is folded.</summary>
public sealed class ValueScannerTests
{
    private const string Filler = "a long note that ends in an address, so that its place is far from the start: ann@acme.example";

    [Fact]
    public void FoldedCellAfterAFinding_HasAllItsNumbers() =>
        Assert.Equal(["EMAIL ann@acme.example", "PHONE 87654321", "PHONE 87654322"], Found.InRecord("notes,phone", $"\"{Filler}\",n\u00e9 87654321 or 87654322"));

    [Fact]
    public void FoldedStringAfterAFinding_HasItsKey() =>
        Assert.Equal(["EMAIL ann@acme.example", "SECRET -----BEGIN PRIVATE KEY-----MIIB"], Found.InJson($$"""{"a":"{{Filler}}","b":"\u00e9 -----BEGIN PRIVATE KEY-----MIIB"}"""));
}
