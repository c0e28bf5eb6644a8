using Aegis.Streams.Dlp;

namespace Aegis.Streams.Tests.Dlp.Encodings;

/// <summary>Disguises that are undone on demand.</summary>
public sealed class WeakFormsTests
{
    [Theory]
    [InlineData("616e6e4061636d652e6578616d706c65", "EMAIL 616e6e4061636d652e6578616d706c65")]
    [InlineData("x=5353203531322D34332D373738312E2020", "US_SSN 5353203531322D34332D373738312E2020")]
    [InlineData("mail ann=40acme.example", "EMAIL ann=40acme.example")]
    [InlineData("mail ann@ac=\r\nme.example", "EMAIL ann@ac=\r\nme.example")]
    [InlineData("AVXN" + "M7DK2Z4EGIO5XYJQ", "")]
    [InlineData("NXVN" + "M7DK2Z4EGIO5XYJQ", "SECRET NXVNM7DK2Z4EGIO5XYJQ")]
    [InlineData("QR89370400440532013000", "IBAN QR89370400440532013000")]
    [InlineData("my ssn is five one two four three seven seven eight one", "US_SSN five one two four three seven seven eight one")]
    [InlineData("call four one five, five nine six, one one one one", "PHONE four one five, five nine six, one one one one")]
    [InlineData("one two three four five six", "")]
    [InlineData("someone two three four five six seven", "")]
    [InlineData("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "")]
    [InlineData("a=b, c=40", "")]
    [InlineData("54686520717569636b2062726f776e20666f78", "")]
    public void Form_IsFoundOnDemand(string text, string expected)
    {
        string[] names = expected.Length == 0 ? [] : [expected];
        Assert.Equal(names, Found.InText(text, Found.Everything));
        Assert.Empty(Found.InText(text));
    }

    [Theory]
    [InlineData("https://acme.example/a\u00a0next", "URL https://acme.example/a")]
    [InlineData("https://acme.example/a\u20acnext", "URL https://acme.example/a")]
    [InlineData("https://acme.example/\u65e5\u672c next", "URL https://acme.example/\u65e5\u672c")]
    public void Url_EndsBetweenCharacters(string text, string expected)
    {
        Assert.Equal([expected], Found.InText(text, Found.Everything));
        Assert.Equal([expected], Found.InJson($"[\"{text}\"]", Found.Everything));
    }

    [Theory]
    [InlineData("mac:00:1b:44:11:3a:b7", "MAC_ADDRESS 00:1b:44:11:3a:b7")]
    [InlineData("device:00:1b:44:11:3a:b7", "MAC_ADDRESS 00:1b:44:11:3a:b7")]
    [InlineData("interface:00:1b:44:11:3a:b7:up", "MAC_ADDRESS 00:1b:44:11:3a:b7")]
    [InlineData("id-00-1b-44-11-3a-b7", "MAC_ADDRESS 00-1b-44-11-3a-b7")]
    [InlineData("face.001b.4411.3ab7", "")]
    [InlineData("abc:00:1b:44:11:3a:b7", "MAC_ADDRESS 00:1b:44:11:3a:b7")]
    [InlineData("a:00:1b:44:11:3a:b7", "")]
    [InlineData("00:1b:44:11:3a:b7:c", "")]
    [InlineData("::00:1b:44:11:3a:b7", "")]
    public void MacAddress_GoesOnOnlyByAGroup(string text, string expected) =>
        Assert.Equal(expected.Length == 0 ? [] : [expected], Found.InText(text, Found.Everything).Where(found => found.StartsWith("MAC", StringComparison.Ordinal)));

    [Fact]
    public void Form_IsFoundInJsonAndRecords()
    {
        Assert.Equal(["EMAIL 616e6e4061636d652e6578616d706c65"], Found.InJson("""{"a":"616e6e4061636d652e6578616d706c65"}""", Found.Everything));
        Assert.Equal(["MAC_ADDRESS 00:1B:44:11:3A:B7"], Found.InJson("""{"a":"00:1B:44:11:3A:B7"}""", Found.Everything));
        Assert.Equal(["DRIVER_LICENSE 98765432"], Found.InJson("""{"license":98765432}""", Found.Everything));
        var scanner = new DlpScanner(Found.Everything);
        Assert.Equal([DlpEntity.Url], scanner.ScanRecords("1,http://acme.example/x,y\n"u8).Findings.ToArray().Select(finding => finding.Entity));
        Assert.Equal(["DRIVER_LICENSE D1234567"], Found.InText("é driver license D1234567", Found.Everything));
    }
}
