using System.Text;

namespace Aegis.Streams.Tests.Policy.Traps;

/// <summary>JSON that readers take for different values, or for no value: it is refused before any rule is asked, even where a rule permits everything.</summary>
public sealed class JsonTextTrapTests
{
    private const string PermitAll = "rules:\n  - {id: all, effect: permit, unknown_parameters: allow}\n";

    [Theory]
    [InlineData("""{"v":10,"v":90}""")]
    [InlineData("""{"v":90,"v":10}""")]
    [InlineData("""{"v":10,"\u0076":90}""")]
    [InlineData("""{"a":[{"v":10,"v":90}]}""")]
    public void NameThatOccursTwice_IsRefused(string parameters)
    {
        Assert.Equal("deny intents.duplicate_key", Trap.Ask(PermitAll, parameters));
        Assert.Equal("deny intents.duplicate_key", Trap.Permit("{parameter: v, optional: true, max: 25}", parameters));
    }

    [Fact]
    public void NameInOtherCase_IsAnotherParameter()
    {
        Assert.Equal("deny policy.parameter_unknown", Trap.Permit("{parameter: v, max: 25}", """{"v":10,"V":90}"""));
        Assert.Equal("deny policy.parameter_missing", Trap.Forbid("{parameter: v, above: 25}", """{"V":90}"""));
    }

    [Theory]
    [InlineData("""{"v":NaN}""")]
    [InlineData("""{"v":Infinity}""")]
    [InlineData("""{"v":01}""")]
    [InlineData("""{"v":+1}""")]
    [InlineData("""{"v":.5}""")]
    [InlineData("""{"v":1} x""")]
    [InlineData("""{"v":1}{"v":90}""")]
    [InlineData("""{"v":1 /* 90 */}""")]
    [InlineData("""{"v":1,}""")]
    [InlineData("\ufeff{\"v\":1}")]
    [InlineData("{\"v\":\"a\nb\"}")]
    public void TextThatIsNotStrictJson_IsRefused(string parameters) => Assert.Equal("deny intents.invalid_json", Trap.Ask(PermitAll, parameters));

    [Theory]
    [InlineData(32, "allow")]
    [InlineData(33, "deny intents.too_deep")]
    [InlineData(11_000, "deny intents.too_deep")]
    public void Nesting_EndsAtThirtyTwoLevels(int levels, string answer) =>
        Assert.Equal(answer, Trap.Ask(PermitAll, $$"""{"v":{{new string('[', levels - 1)}}{{new string(']', levels - 1)}}}"""));

    [Theory]
    [InlineData("""{"v":"\ud800"}""")]
    [InlineData("""{"v":"\udc00\ud800"}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"\ud800":1,"\ud800":2}""")]
    public void HalfOfASurrogatePair_IsRefusedAndNeverTheReplacementCharacter(string parameters)
    {
        Assert.Equal("deny intents.invalid_utf8", Trap.Ask(PermitAll, parameters));
        Assert.Equal("deny intents.invalid_utf8", Trap.Permit("{parameter: v, optional: true, equals: \ufffd}", parameters));
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC0, 0xAF })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x98 })]
    public void BytesThatAreNoUtf8_AreRefused(byte[] bytes)
    {
        Assert.Equal("deny intents.invalid_utf8", Trap.Ask(PermitAll, [.. "{\"v\":\""u8, .. bytes, .. "\"}"u8]));
        Assert.Equal("deny intents.invalid_utf8", Trap.Ask(PermitAll, [.. "{\""u8, .. bytes, .. "\":1}"u8]));
    }

    [Theory]
    [InlineData("1e100000")]
    [InlineData("1e99999999999")]
    [InlineData("1e-99999999999")]
    public void HugeExponent_IsRefusedAndNotPaidFor(string number) => Assert.Equal("deny intents.number_too_long", Trap.Ask(PermitAll, $$"""{"v":{{number}}}"""));

    [Theory]
    [InlineData(256, "allow")]
    [InlineData(257, "deny intents.number_too_long")]
    [InlineData(100_000, "deny intents.number_too_long")]
    public void LongNumber_IsRefusedAndNotPaidFor(int digits, string answer) => Assert.Equal(answer, Trap.Ask(PermitAll, $$"""{"v":{{new string('9', digits)}}}"""));

    [Fact]
    public void EscapedSpelling_IsTheSameText() =>
        Assert.Equal("deny policy.forbidden", Trap.Ask("rules:\n  - {id: all, effect: permit, unknown_parameters: allow}\n  - {id: r, effect: forbid, when: [{parameter: v, equals: DROP}]}\n", Encoding.UTF8.GetBytes("""{"\u0076":"\u0044ROP"}""")));
}
