using Aegis.Streams.Tests.Policy.Language;

namespace Aegis.Streams.Tests.Policy.Traps;

/// <summary>Texts whose length, order or equality depends on how a language holds them.</summary>
public sealed class StringTrapTests
{
    [Theory]
    [InlineData("😀", "allow")]
    [InlineData("\\ud83d\\ude00", "allow")]
    [InlineData("é", "allow")]
    [InlineData("e\u0301", "deny policy.parameter_length")]
    [InlineData("😀😀", "deny policy.parameter_length")]
    public void Length_CountsCodePoints(string text, string answer) =>
        Assert.Equal(answer, Trap.Permit("{parameter: v, min_length: 1, max_length: 1}", $$"""{"v":"{{text}}"}"""));

    [Fact]
    public void ListedTexts_AreInTheOrderOfTheirUtf8Bytes() =>
        Assert.Contains("[\"z\",\"～\",\"😀\"]", PolicyTexts.ContentOf(PolicyTexts.Load($"{PolicyTexts.Header}rules:\n  - {{id: r, effect: permit, when: [{{parameter: v, in: [😀, ～, z]}}]}}\n")), StringComparison.Ordinal);

    [Theory]
    [InlineData("\u00e9", "allow")]
    [InlineData("\\u00e9", "allow")]
    [InlineData("e\u0301", "deny policy.parameter_value")]
    [InlineData("E", "deny policy.parameter_value")]
    public void ComposedAndDecomposedText_Differ(string text, string answer)
    {
        Assert.Equal(answer, Trap.Permit("{parameter: v, equals: \u00e9}", $$"""{"v":"{{text}}"}"""));
        Assert.Equal(answer, Trap.Permit("{parameter: v, starts_with: \u00e9}", $$"""{"v":"{{text}}"}"""));
    }

    [Fact]
    public void DecomposedName_IsAnotherParameter() =>
        Assert.Equal("deny policy.parameter_missing", Trap.Forbid("{parameter: '[\"r\u00e9gion\"]', equals: x}", "{\"re\u0301gion\":\"y\"}"));

    [Theory]
    [InlineData("\u212a")]
    [InlineData("K")]
    public void KelvinSignAndOtherCase_AreNotTheLetter(string text)
    {
        Assert.Equal("deny policy.parameter_value", Trap.Permit("{parameter: v, equals: k}", $$"""{"v":"{{text}}"}"""));
        Assert.Equal("deny policy.parameter_pattern", Trap.Permit("{parameter: v, pattern: k}", $$"""{"v":"{{text}}"}"""));
    }

    [Fact]
    public void KelvinSignInAHost_IsNoHostOfAnAllowList()
    {
        Assert.Equal("deny policy.parameter_type", Trap.Permit("{parameter: v, egress: https://k.example.com}", """{"v":"https://\u212a.example.com/"}"""));
        Assert.Equal("allow", Trap.Permit("{parameter: v, egress: https://k.example.com}", """{"v":"https://K.example.com/"}"""));
    }
}
