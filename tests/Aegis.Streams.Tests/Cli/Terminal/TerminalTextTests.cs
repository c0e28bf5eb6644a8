using System.Text.Encodings.Web;
using System.Text.Json;
using Aegis.Streams.Cli.Terminal;
using CsCheck;

namespace Aegis.Streams.Tests.Cli.Terminal;

public sealed class TerminalTextTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData("acme/sales-composer", "acme/sales-composer")]
    [InlineData("Zoë – 数 😀", "Zoë – 数 😀")]
    [InlineData("\e]0;owned\a", "\\u001b]0;owned\\u0007")]
    [InlineData("a\nb\tc\r", "a\\u000ab\\u0009c\\u000d")]
    [InlineData("\u007f\u009b31m", "\\u007f\\u009b31m")]
    [InlineData("abc\u202edcba", "abc\\u202edcba")]
    [InlineData("\u200bx\ufeff", "\\u200bx\\ufeff")]
    [InlineData("\U000e0041", "\\udb40\\udc41")]
    public void CharactersThatATerminalObeysOrHides_AreSpeltOut(string text, string shown) => Assert.Equal(shown, TerminalText.Clean(text));

    [Fact]
    public void HalfOfASurrogatePair_IsSpeltOut() => Assert.Equal("\\ud83d!", TerminalText.Clean("\ud83d!"));

    [Fact]
    public void AnyJson_KeepsItsMeaning() => Gen.String.Sample(text =>
    {
        var json = JsonSerializer.Serialize(text, Relaxed);
        Assert.Equal(JsonSerializer.Deserialize<string>(json), JsonSerializer.Deserialize<string>(TerminalText.Clean(json)));
    });
}
