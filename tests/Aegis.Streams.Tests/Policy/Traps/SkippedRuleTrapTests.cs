namespace Aegis.Streams.Tests.Policy.Traps;

/// <summary>Engines that skip a rule whose condition cannot be evaluated let its permit stay and its forbid vanish. Here neither lets a call through.</summary>
public sealed class SkippedRuleTrapTests
{
    [Theory]
    [InlineData("{}", "deny policy.parameter_missing")]
    [InlineData("""{"d":"30"}""", "deny policy.parameter_type")]
    [InlineData("""{"d":null}""", "deny policy.parameter_type")]
    [InlineData("""{"d":26}""", "deny policy.forbidden")]
    [InlineData("""{"d":25}""", "allow")]
    public void ForbidThatCannotBeEvaluated_IsNotSkipped(string parameters, string answer) =>
        Assert.Equal(answer, Trap.Forbid("{parameter: d, above: 25}", parameters));

    [Fact]
    public void ForbidOverAProductOf65Bits_IsNotSkipped()
    {
        Assert.Equal("deny policy.forbidden", Trap.Forbid("{compare: a * b > 25}", """{"a":9223372036854775807,"b":2}"""));
        Assert.Equal("deny policy.forbidden", Trap.Forbid("{compare: a * b > 25}", """{"a":9223372036854775807,"b":9223372036854775807}"""));
        Assert.Equal("allow", Trap.Forbid("{compare: a * b > 25}", """{"a":5,"b":5}"""));
    }

    [Theory]
    [InlineData("{}", "deny policy.parameter_missing")]
    [InlineData("""{"d":"5"}""", "deny policy.parameter_type")]
    [InlineData("""{"d":26}""", "deny policy.parameter_range")]
    [InlineData("""{"d":25}""", "allow")]
    public void ForbidUnless_FiresOnAMissingParameter(string parameters, string answer) =>
        Assert.Equal(answer, Trap.ForbidUnless("{parameter: d, max: 25}", parameters));

    [Fact]
    public void PermitThatCannotBeEvaluated_DoesNotApply() => Assert.Equal("deny policy.parameter_missing", Trap.Permit("{parameter: d, max: 25}", "{}"));

    [Fact]
    public void FractionsAndNull_AreValuesAndNoErrors()
    {
        Assert.Equal("deny policy.forbidden", Trap.Forbid("{parameter: d, above: 25}", """{"d":25.5}"""));
        Assert.Equal("deny policy.forbidden", Trap.Forbid("{parameter: d, type: \"null\"}", """{"d":null}"""));
        Assert.Equal("allow", Trap.Permit("{parameter: d, max: 25.5}", """{"d":25.5}"""));
    }

    [Fact]
    public void FifthDecimalPlace_Counts()
    {
        Assert.Equal("allow", Trap.Permit("{parameter: d, max: 25.00001}", """{"d":25.00001}"""));
        Assert.Equal("deny policy.parameter_range", Trap.Permit("{parameter: d, max: 25.00001}", """{"d":25.000011}"""));
    }

    [Fact]
    public void IntegerAboveTwoToThe53_KeepsItsLastDigit()
    {
        Assert.Equal("deny policy.parameter_range", Trap.Permit("{parameter: d, max: 9007199254740992}", """{"d":9007199254740993}"""));
        Assert.Equal("deny policy.parameter_range", Trap.Permit("{parameter: d, max: 9223372036854775807}", """{"d":9223372036854775808}"""));
    }

    [Fact]
    public void StarOfAPattern_TakesNoLineFeed()
    {
        Assert.Equal("deny policy.parameter_pattern", Trap.Permit("{parameter: d, pattern: 'ACC-.*'}", """{"d":"ACC-1\n"}"""));
        Assert.Equal("allow", Trap.Permit("{parameter: d, starts_with: ACC-}", """{"d":"ACC-1\n"}"""));
    }

    [Fact]
    public void Forbid_BeatsEveryPermit() =>
        Assert.Equal(
            "deny policy.forbidden",
            Trap.Ask("rules:\n  - {id: a, effect: permit}\n  - {id: b, effect: forbid}\n  - {id: c, effect: permit}\n", "{}"));

    [Fact]
    public void NoPermit_IsDeny() => Assert.Equal("deny policy.agent_not_covered", Trap.Ask("rules:\n  - {id: b, effect: forbid, when: [{parameter: d, above: 25}]}\n", """{"d":5}"""));

    [Fact]
    public void PermitBesideOneThatCannotBeEvaluated_StillApplies() =>
        Assert.Equal("allow", Trap.Ask("rules:\n  - {id: a, effect: permit, when: [{parameter: d, max: 25}]}\n  - {id: b, effect: permit, accepts: e}\n", """{"e":1}"""));
}
