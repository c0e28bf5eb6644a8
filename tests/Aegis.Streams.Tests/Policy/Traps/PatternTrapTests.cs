namespace Aegis.Streams.Tests.Policy.Traps;

/// <summary>Patterns that engines read differently: they match as written here, or the policy is not loaded.</summary>
public sealed class PatternTrapTests
{
    [Theory]
    [InlineData("[A-Z]{3}-[0-9]{4}$", "ACC-1234\\n")]
    [InlineData("[A-Z]{3}-[0-9]{4}", "ACC-1234\\n")]
    [InlineData("\\d", "٥")]
    [InlineData("\\w", "é")]
    [InlineData("\\s", "\\u000b")]
    [InlineData("\\s", "\\u00a0")]
    [InlineData("..", "😀")]
    [InlineData(".", "\\n")]
    [InlineData("[kK]", "\u212a")]
    [InlineData("[sS]", "ſ")]
    public void TextThatOnlyOtherEnginesMatch_IsDenied(string pattern, string text)
    {
        Assert.Equal("deny policy.parameter_pattern", Trap.Permit($"{{parameter: v, pattern: '{pattern}'}}", $$"""{"v":"{{text}}"}"""));
        Assert.Equal("deny policy.parameter_pattern", Trap.ForbidUnless($"{{parameter: v, pattern: '{pattern}'}}", $$"""{"v":"{{text}}"}"""));
    }

    [Theory]
    [InlineData(".", "😀")]
    [InlineData("\\D", "٥")]
    [InlineData("\\W", "é")]
    [InlineData("\\S", "\\u000b")]
    [InlineData("\\s", "\\t")]
    public void TextThatOtherEnginesMiss_IsMatched(string pattern, string text)
    {
        Assert.Equal("allow", Trap.Permit($"{{parameter: v, pattern: '{pattern}'}}", $$"""{"v":"{{text}}"}"""));
        Assert.Equal("deny policy.forbidden", Trap.Forbid($"{{parameter: v, pattern: '{pattern}'}}", $$"""{"v":"{{text}}"}"""));
    }

    [Fact]
    public void DollarOfASearch_DoesNotStandBeforeALastLineFeed() =>
        Assert.Equal("deny policy.parameter_pattern", Trap.Permit("{parameter: v, search_pattern: '[0-9]{4}$'}", """{"v":"ACC-1234\n"}"""));

    [Theory]
    [InlineData("\\bcat\\b", "`\\b` is not supported")]
    [InlineData("abc\\Z", "`\\Z` is not supported")]
    [InlineData("(?i)k", "`(?i)` is not supported")]
    [InlineData("(?m)^a$", "`(?m)` is not supported")]
    [InlineData("(?x)a", "`(?x)` is not supported")]
    [InlineData("[a-z-[aeiou]]", "`-[` subtracts in some engines")]
    [InlineData("[[:alpha:]]", "`[:alpha:]` is not supported")]
    [InlineData("(?P<n>a)", "`(?P` names a group")]
    [InlineData("(?<n>a)", "`(?<` names a group")]
    [InlineData("\\Qa\\E", "`\\Q` is not supported")]
    [InlineData("\\pN", "`\\p` is not supported")]
    [InlineData("\\p{Greek}", "`\\p` is not supported")]
    [InlineData("\\x{1F600}", "`\\x` is not supported")]
    [InlineData("(?=a)a", "`(?=` is look-ahead")]
    [InlineData("(?<!a)b", "`(?<!` is look-behind")]
    [InlineData("(a)\\1", "`\\1` is not supported")]
    [InlineData("(?>a+)b", "`(?>` is an atomic group")]
    [InlineData("a{0,1001}", "a bound may be at most 1000")]
    [InlineData("a{0,10000}", "a bound may be at most 1000")]
    [InlineData("(a{1,1000}){1,10}", "with all repetitions written out the pattern has more than 1000 places")]
    public void PatternOfManyMeanings_KeepsThePolicyFromLoading(string pattern, string fault)
    {
        Assert.StartsWith($"`pattern`: {fault}", Assert.Single(Trap.Faults($"{{parameter: v, pattern: '{pattern}'}}")), StringComparison.Ordinal);
        Assert.StartsWith($"`not_search_pattern`: {fault}", Assert.Single(Trap.Faults($"{{parameter: v, not_search_pattern: '{pattern}'}}")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[a")]
    [InlineData("a(b")]
    [InlineData("a**")]
    public void InvalidPattern_IsNeverOneThatMatchesNothing(string pattern)
    {
        Assert.Single(Trap.Faults($"{{not: {{parameter: v, pattern: '{pattern}'}}}}"));
        Assert.Single(Trap.Faults($"{{parameter: v, not_pattern: '{pattern}'}}"));
    }

    [Theory]
    [InlineData("acme", "allow")]
    [InlineData("not-acme.example", "deny policy.parameter_pattern")]
    [InlineData("x\\nacme\\ny", "deny policy.parameter_pattern")]
    public void Pattern_MatchesTheWholeTextAndNotALineOfIt(string text, string answer)
    {
        Assert.Equal(answer, Trap.Permit("{parameter: v, pattern: acme}", $$"""{"v":"{{text}}"}"""));
        Assert.Equal(answer, Trap.Permit("{parameter: v, search_pattern: '^acme$'}", $$"""{"v":"{{text}}"}"""));
    }

    [Fact]
    public void MatchAfterAnOptionalPart_IsNotLost()
    {
        Assert.Equal("deny policy.forbidden", Trap.Forbid("{parameter: v, search_pattern: '1?[^0-9][0-9]-[0-9]'}", """{"v":"11,1-7-1-1"}"""));
        Assert.Equal("deny policy.forbidden", Trap.Forbid("{parameter: v, search_pattern: '(1-)?7-1'}", """{"v":"11,1-7-1-1"}"""));
    }

    [Fact]
    public void BombForBackTrackingEngines_IsDecided()
    {
        var text = new string('a', 100_000);

        Assert.Equal("deny policy.parameter_pattern", Trap.Permit("{parameter: v, pattern: '(a+)+'}", $$"""{"v":"{{text}}!"}"""));
        Assert.Equal("allow", Trap.Permit("{parameter: v, pattern: '(a+)+'}", $$"""{"v":"{{text}}"}"""));
    }
}
