using System.Text;
using Aegis.Streams.Dlp;

namespace Aegis.Streams.Tests.Dlp.Readers;

/// <summary>Lines that are folded and lines that are not: each is looked at as what it means, and once.</summary>
public sealed class TextWalkTests
{
    private const string Mail = "YW5uQGFjbWUuZXhhbXBsZQ"; // ann@acme.example

    [Theory]
    [InlineData("\u65e500:1B:44:11:3A:B7")]
    [InlineData("\u65e5-5O2-43-7781")]
    [InlineData("plain\nplain\n\u65e5-5O2-43-7781\nplain\nplain")]
    public void LetterThatIsNotAscii_IsALetterForWhatNoMaskShows(string text)
    {
        Assert.Empty(Found.InText(text, Found.Everything));
        Assert.Empty(Found.InJson($"[{DlpTexts.Quote(text, 0)}]", Found.Everything));
    }

    [Fact]
    public void LetterBesideQuotedPrintable_StaysALetter() =>
        Assert.Empty(Found.InText("\u65e5512437781=20ssn 5=30", Found.Everything));

    [Theory]
    [InlineData($"\u00e9 {Mail}")]
    [InlineData($"plain\nplain\n\u00e9 {Mail}\nplain\nplain")]
    [InlineData("\u00e9\nplain\nplain\nmac 00:1B:44:11:3A:B7\nplain")]
    [InlineData("\u00e9\nplain\nplain\n5O2-43-7781\nplain")]
    [InlineData("\u00e9\nplain\nplain\n616e6e4061636d652e6578616d706c65\nplain")]
    public void Value_IsFoundOnce(string text) => Assert.Equal(1, new DlpScanner(Found.Everything).ScanText(Encoding.UTF8.GetBytes(text)).Findings.Length);

    [Theory]
    [InlineData("\u00e9\nQW5uIExlZSwgbWFp\nbCBhbm5AYWNtZS5l\neGFtcGxl\nplain")]
    [InlineData("plain\nplain\nQW5uIExlZSwgbWFp\nbCBhbm5AYWNtZS5l\neGFtcGxl\n\u00e9")]
    [InlineData("\u00e9\nplain\nQW5uIExlZSwgbWFp\nbCBhbm5AYWNtZS5l\neGFtcGxl\nplain\n\u00e9")]
    public void Base64OverLinesFoldedAndNot_IsDecodedTogether(string text) => Assert.Equal(["EMAIL QW5uIExlZSwgbWFp\nbCBhbm5AYWNtZS5l\neGFtcGxl"], Found.InText(text));
}
