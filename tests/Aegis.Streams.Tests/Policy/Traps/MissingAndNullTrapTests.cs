namespace Aegis.Streams.Tests.Policy.Traps;

/// <summary>
/// Parameters that are missing, null or of another type. Languages that order all types, or skip what they cannot evaluate, let a call pass
/// there; here a test that cannot be told counts against the call, however it is negated.
/// </summary>
public sealed class MissingAndNullTrapTests
{
    [Theory]
    [InlineData("{}", "deny policy.parameter_missing")]
    [InlineData("""{"v":null}""", "deny policy.parameter_type")]
    [InlineData("""{"v":true}""", "deny policy.parameter_type")]
    [InlineData("""{"v":"20"}""", "deny policy.parameter_type")]
    [InlineData("""{"v":[]}""", "deny policy.parameter_type")]
    [InlineData("""{"v":25}""", "allow")]
    [InlineData("""{"v":26}""", "deny policy.parameter_range")]
    public void UpperBoundOfAPermit_LetsPassNumbersOnly(string parameters, string answer)
    {
        Assert.Equal(answer, Trap.Permit("{parameter: v, max: 25}", parameters));
        Assert.Equal(answer, Trap.Permit("{parameter: v, max: 25, type: number}", parameters));
    }

    [Theory]
    [InlineData("{}", "deny policy.parameter_missing")]
    [InlineData("""{"v":null}""", "deny policy.parameter_type")]
    [InlineData("""{"v":true}""", "deny policy.parameter_type")]
    [InlineData("""{"v":"20"}""", "deny policy.parameter_type")]
    [InlineData("""{"v":[]}""", "deny policy.parameter_type")]
    [InlineData("""{"v":25}""", "allow")]
    [InlineData("""{"v":26}""", "deny policy.parameter_range")]
    public void ForbidUnlessUpToABound_FiresOnMissingNullAndOtherTypes(string parameters, string answer) =>
        Assert.Equal(answer, Trap.ForbidUnless("{parameter: v, max: 25}", parameters));

    [Theory]
    [InlineData("{}", "deny policy.parameter_missing")]
    [InlineData("""{"v":null}""", "deny policy.parameter_type")]
    [InlineData("""{"v":true}""", "deny policy.parameter_type")]
    [InlineData("""{"v":"20"}""", "deny policy.parameter_type")]
    [InlineData("""{"v":[]}""", "deny policy.parameter_type")]
    [InlineData("""{"v":25}""", "allow")]
    [InlineData("""{"v":26}""", "deny policy.parameter_range")]
    public void NegatedFragment_FiresLikeTheConditionWrittenInPlace(string parameters, string answer) => Assert.Equal(
        answer,
        Trap.Ask(
            """
            fragments:
              small: [{parameter: v, max: 25}]
            rules:
              - {id: all, effect: permit, unknown_parameters: allow}
              - {id: r, effect: forbid, when: [{not: {fragment: small}}]}
            """,
            parameters));

    [Theory]
    [InlineData("{}", "deny policy.parameter_missing")]
    [InlineData("""{"v":null}""", "deny policy.parameter_type")]
    [InlineData("""{"v":true}""", "deny policy.parameter_type")]
    [InlineData("""{"v":"20"}""", "deny policy.parameter_type")]
    [InlineData("""{"v":[]}""", "deny policy.parameter_type")]
    [InlineData("""{"v":25}""", "allow")]
    [InlineData("""{"v":26}""", "deny policy.comparison_failed")]
    public void MissingSideOfAComparison_HasNoDefaultThatPasses(string parameters, string answer) =>
        Assert.Equal(answer, Trap.Permit("{compare: v <= 25}", parameters));

    [Theory]
    [InlineData("{}", "deny policy.parameter_missing")]
    [InlineData("""{"v":null}""", "deny policy.parameter_type")]
    [InlineData("""{"v":true}""", "deny policy.parameter_type")]
    [InlineData("""{"v":"20"}""", "deny policy.parameter_type")]
    [InlineData("""{"v":[]}""", "deny policy.parameter_type")]
    [InlineData("""{"v":25}""", "deny policy.parameter_range")]
    [InlineData("""{"v":100}""", "allow")]
    public void LowerBoundOfAPermit_IsNotPassedByTextsAndLists(string parameters, string answer) =>
        Assert.Equal(answer, Trap.Permit("{parameter: v, min: 100}", parameters));

    [Theory]
    [InlineData("{}", "deny policy.parameter_missing", "deny policy.parameter_missing")]
    [InlineData("""{"v":null}""", "deny policy.parameter_type", "deny policy.parameter_type")]
    [InlineData("""{"v":true}""", "deny policy.parameter_type", "deny policy.parameter_type")]
    [InlineData("""{"v":"20"}""", "allow", "deny policy.forbidden")]
    [InlineData("""{"v":[]}""", "deny policy.parameter_type", "deny policy.parameter_type")]
    [InlineData("""{"v":25}""", "deny policy.parameter_type", "deny policy.parameter_type")]
    [InlineData("""{"v":"EU"}""", "deny policy.parameter_value", "allow")]
    public void NotIn_OnMissingNullAndOtherTypes_FiresInAForbidAndNeverInAPermit(string parameters, string permit, string forbid)
    {
        Assert.Equal(permit, Trap.Permit("{parameter: v, not_in: [EU]}", parameters));
        Assert.Equal(forbid, Trap.Forbid("{parameter: v, not_in: [EU]}", parameters));
    }

    [Theory]
    [InlineData("min: 0")]
    [InlineData("decimals: 2")]
    [InlineData("min_length: 0")]
    [InlineData("pattern: '.*'")]
    [InlineData("not_search_pattern: x")]
    [InlineData("starts_with: a")]
    [InlineData("min_items: 0")]
    [InlineData("not_after: now+P1D")]
    [InlineData("min_duration: PT0S")]
    [InlineData("not_in: [x]")]
    [InlineData("egress: https://api.example.com")]
    public void TestOfOneType_ThatMeetsAnother_StopsTheCallUnderEveryEffect(string test)
    {
        Assert.Equal("deny policy.parameter_type", Trap.Permit($"{{parameter: v, {test}}}", """{"v":true}"""));
        Assert.Equal("deny policy.parameter_type", Trap.Permit($"{{not: {{parameter: v, {test}}}}}", """{"v":true}"""));
        Assert.Equal("deny policy.parameter_type", Trap.Forbid($"{{parameter: v, {test}}}", """{"v":true}"""));
        Assert.Equal("deny policy.parameter_type", Trap.ForbidUnless($"{{parameter: v, {test}}}", """{"v":true}"""));
    }

    [Theory]
    [InlineData("{}", "allow", "allow")]
    [InlineData("""{"v":null}""", "deny policy.parameter_type", "deny policy.parameter_type")]
    [InlineData("""{"v":26}""", "deny policy.parameter_range", "deny policy.forbidden")]
    public void Optional_ForgivesAbsenceAndNotNull(string parameters, string permit, string forbid)
    {
        Assert.Equal(permit, Trap.Permit("{parameter: v, optional: true, max: 25}", parameters));
        Assert.Equal(forbid, Trap.Forbid("{parameter: v, optional: true, above: 25}", parameters));
    }

    [Theory]
    [InlineData("{}", "deny policy.parameter_missing")]
    [InlineData("""{"args":5}""", "deny policy.parameter_type")]
    [InlineData("""{"args":"x"}""", "deny policy.parameter_type")]
    [InlineData("""{"args":[{"x":5}]}""", "deny policy.parameter_type")]
    [InlineData("""{"args":null}""", "deny policy.parameter_type")]
    [InlineData("""{"args":{}}""", "deny policy.parameter_missing")]
    [InlineData("""{"args":{"x":null}}""", "deny policy.parameter_type")]
    [InlineData("""{"args":{"x":5}}""", "allow")]
    public void PathThroughAMissingOrScalarMiddle_IsNotSkipped(string parameters, string answer)
    {
        Assert.Equal(answer, Trap.Permit("{parameter: args.x, max: 25}", parameters));
        Assert.Equal(answer, Trap.Permit("{not: {parameter: args.x, above: 25}}", parameters));
        Assert.Equal(answer, Trap.Forbid("{parameter: args.x, above: 25}", parameters));
        Assert.Equal(answer, Trap.ForbidUnless("{parameter: args.x, max: 25}", parameters));
    }

    [Theory]
    [InlineData("""{"args":5}""")]
    [InlineData("""{"args":null}""")]
    [InlineData("""{"args":[]}""")]
    public void OptionalPart_OfWhatIsNoObject_IsNotForgiven(string parameters)
    {
        Assert.Equal("deny policy.parameter_type", Trap.Permit("{parameter: args.x, optional: true, max: 25}", parameters));
        Assert.Equal("deny policy.parameter_type", Trap.Permit("{parameter: args.x, present: false}", parameters));
        Assert.Equal("deny policy.parameter_type", Trap.Forbid("{parameter: args.x, optional: true, above: 25}", parameters));
        Assert.Equal("deny policy.parameter_type", Trap.Forbid("{parameter: args.x, present: true}", parameters));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("\"{}\"")]
    public void ParametersThatAreNoObject_AreDeniedUnderAnyPolicy(string parameters)
    {
        Assert.Equal("deny intents.invalid_json", Trap.Ask("rules:\n  - {id: all, effect: permit, unknown_parameters: allow}\n", parameters));
        Assert.Equal("deny intents.invalid_json", Trap.Forbid("{parameter: v, above: 25}", parameters));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("0")]
    [InlineData("\"\"")]
    [InlineData("false")]
    [InlineData("[]")]
    public void Presence_IsTrueOfNullZeroEmptyAndFalse(string value)
    {
        Assert.Equal("allow", Trap.Permit("{parameter: v}", $$"""{"v":{{value}}}"""));
        Assert.Equal("allow", Trap.Permit("{parameter: v, present: true}", $$"""{"v":{{value}}}"""));
        Assert.Equal("deny policy.parameter_forbidden", Trap.Permit("{parameter: v, present: false}", $$"""{"v":{{value}}}"""));
    }

    [Theory]
    [InlineData("\"30%\"")]
    [InlineData("\"30\"")]
    [InlineData("\"1e1\"")]
    [InlineData("\"0x10\"")]
    [InlineData("\" 20\"")]
    [InlineData("\"\"")]
    [InlineData("null")]
    public void TextsAndNull_AreNeverTurnedIntoNumbers(string value)
    {
        Assert.Equal("deny policy.parameter_type", Trap.Permit("{parameter: v, max: 25}", $$"""{"v":{{value}}}"""));
        Assert.Equal("deny policy.parameter_type", Trap.Forbid("{parameter: v, above: 25}", $$"""{"v":{{value}}}"""));
        Assert.Equal("deny policy.parameter_type", Trap.Permit("{parameter: v, in: [0, 10, 20, 30]}", $$"""{"v":{{value}}}"""));
    }

    [Fact]
    public void MisspeltParameter_StillMeetsTheForbidAndNoPermit()
    {
        Assert.Equal("deny policy.parameter_missing", Trap.Forbid("{parameter: discount_percent, above: 25}", """{"discount_procent":90}"""));
        Assert.Equal("deny policy.parameter_missing", Trap.Permit("{parameter: discount_percent, max: 25}", """{"discount_procent":90}"""));
        Assert.Equal("deny policy.parameter_unknown", Trap.Permit("{parameter: discount_percent, optional: true, max: 25}", """{"discount_procent":90}"""));
    }
}
