using System.Text;
using Aegis.Streams.Cli.Bench.Dlp;
using Aegis.Streams.Dlp;

namespace Aegis.Streams.Tests.Dlp.Readers;

/// <summary>Keys speak for what is below them, and for nothing else.</summary>
public sealed class JsonWalkTests
{
    [Theory]
    [InlineData("""{"ssn":{"value":512437781}}""", 1)]
    [InlineData("""{"ssn":[512437781,512437782]}""", 2)]
    [InlineData("""{"ssn":{"note":512437781}}""", 0)]
    [InlineData("""{"ssn":null,"value":512437781}""", 0)]
    [InlineData("""[{"ssn":null},{"value":512437781}]""", 0)]
    [InlineData("""{"a":{"ssn":null},"value":512437781}""", 0)]
    public void Key_SpeaksForWhatIsBelowIt(string text, int expected) => Assert.Equal(expected, Found.InJson(text).Length);

    [Fact]
    public void KeyOfALine_SaysNothingOfTheNextLine() => Assert.Empty(Found.InJson("{\"ssn\":null}\n{\"value\":512437781}"));

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void JsonDeeperThanIsFollowed_IsIncompleteWhereEscapesAreLeft(int levels, bool isComplete)
    {
        var text = """{"e":"ann\u0040acme.example"}""";
        for (var level = 0; level < levels; level++) text = $"[{DlpTexts.Quote(text, 0)}]";

        var result = new DlpScanner(Found.Options).ScanJson(Encoding.UTF8.GetBytes(text));
        Assert.Equal(isComplete, result.IsComplete);
        Assert.Equal([DlpEntity.Email], result.Findings.ToArray().Select(finding => finding.Entity));
    }

    [Fact]
    public void JsonDeeperThanIsFollowed_IsTextWhereNoEscapesAreLeft()
    {
        var text = "[512437781, 512-43-7781]";
        for (var level = 0; level < 5; level++) text = $"[{DlpTexts.Quote(text, 0)}]";

        Assert.Equal(["US_SSN 512-43-7781"], Found.InJson(text));
    }

    [Fact]
    public void JsonInBase64DeeperThanIsFollowed_IsIncomplete()
    {
        var text = """{"e":"ann\u0040acme.example"}""";
        for (var level = 0; level < 4; level++) text = $"[{DlpTexts.Quote(text, 0)}]";
        var encoded = Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.ASCII.GetBytes(text)));

        Assert.False(new DlpScanner(Found.Options).ScanText(encoded).IsComplete);
        Assert.False(new DlpScanner(Found.Options).ScanRecords(encoded).IsComplete);
    }

    [Theory]
    [InlineData("""{"a":"x {\"e\":\"ann\\u0040acme.example\"}"}""", """EMAIL ann\\u0040acme.example""")]
    [InlineData("""{"a":"x \\u0035\\u0031\\u0032-43-7781"}""", """US_SSN \\u0035\\u0031\\u0032-43-7781""")]
    [InlineData("""{"a":"phone\\n4155961111 or ann@acme.example"}""", "PHONE 4155961111", "EMAIL ann@acme.example")]
    [InlineData("""{"x ann\\u0040acme.example":1}""", """EMAIL ann\\u0040acme.example""")]
    [InlineData("""{"a":"{\"b\":\"x {\\\"e\\\":\\\"ann\\\\u0040acme.example\\\"}\"}"}""", """EMAIL ann\\\\u0040acme.example""")]
    public void EscapesLeftInAString_AreUndoneOnceMore(string text, params string[] expected) => Assert.Equal(expected, Found.InJson(text));

    [Fact]
    public void ValueFoundWithAndWithoutEscapes_IsOneFinding() =>
        Assert.Equal(1, new DlpScanner(Found.Options).ScanJson("""{"a":"C:\\dir ann@acme.example"}"""u8).Findings.Length);

    [Fact]
    public void ManyEscapes_AreUndoneInLinearTime()
    {
        var text = Encoding.ASCII.GetBytes($"{{\"a\":\"{string.Concat(Enumerable.Repeat("\\\\u0040 ann@acme.example ", 40_000))}\"}}");

        Assert.InRange(ThreadClock.Time(() => Assert.Equal(40_000, new DlpScanner(Found.Options).ScanJson(text).Findings.Length)), 0, 5_000_000);
    }

    [Theory]
    [InlineData("""{"ssn":0512437781}""")]
    [InlineData("""{"ssn":"a""b"}""")]
    [InlineData("""{"a" "b":1}""")]
    [InlineData("""{"a":1 "b":2}""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"a"}""")]
    [InlineData("""{"a":}""")]
    [InlineData("""{1:2}""")]
    [InlineData("""[1 2]""")]
    [InlineData("""[1,]""")]
    [InlineData("""[,1]""")]
    [InlineData("""{} {}""")]
    [InlineData("""1 2""")]
    [InlineData("""{"a":1.}""")]
    [InlineData("""{"a":-}""")]
    [InlineData("""{"a":1e}""")]
    [InlineData("""{"a":512-43-7781}""")]
    [InlineData("""{"a":truth}""")]
    [InlineData("""{"a":"\x41"}""")]
    [InlineData("""{"a":"\u00g1"}""")]
    public void TextThatIsNoJson_IsNotWellFormed(string text) => Assert.False(new DlpScanner(Found.Options).ScanJson(Encoding.UTF8.GetBytes(text)).IsWellFormed);

    [Theory]
    [InlineData("""{"a":[],"b":{},"c":[{}],"d":-0.5e+10,"e":0,"f":"\u00e1\/","g":null,"":true}""")]
    [InlineData("1\n\n[2]\r\n{}\n")]
    [InlineData("")]
    public void TextOfJson_IsWellFormed(string text) => Assert.True(new DlpScanner(Found.Options).ScanJson(Encoding.UTF8.GetBytes(text)).IsWellFormed);

    [Theory]
    [InlineData("""{"{\"a\":\"{\\\"ssn\\\":\\\"512437781\\\"}\"}":1}""", "US_SSN 512437781")]
    [InlineData("""{"ssn":"[512437781]"}""", "US_SSN 512437781")]
    [InlineData("""{"ssn":"[\"512437781\"]"}""", "US_SSN 512437781")]
    public void JsonInANameOrUnderAKey_IsWalkedThrough(string text, string expected) => Assert.Equal([expected], Found.InJson(text));

    [Theory]
    [InlineData("""{"api_key":-12345}""", "SECRET -12345")]
    [InlineData("""{"password":123.45,"n":123.45}""", "SECRET 123.45")]
    public void NumberInWhichNoPlaceStandsOut_IsLookedAtWhereItsKeyNamesIt(string text, string expected) => Assert.Equal([expected], Found.InJson(text));
}
