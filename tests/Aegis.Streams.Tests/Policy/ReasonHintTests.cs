using System.Text;
using Aegis.Streams.Identity;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Inquiry;
using Aegis.Streams.Tests.Policy.Language;
using Aegis.Streams.Tests.Policy.Testing;

namespace Aegis.Streams.Tests.Policy;

/// <summary>What a denied caller is told to do must not be what the rule is there to stop.</summary>
public sealed class ReasonHintTests
{
    [Theory]
    [InlineData("{parameter: v, max: 25}", """{"v":26}""", "policy.parameter_range", "Send a number of at most 25.")]
    [InlineData("{parameter: v, max: 25}", "{}", "policy.parameter_missing", "Send a number of at most 25.")]
    [InlineData("{not: {parameter: v, above: 25}}", """{"v":26}""", "policy.parameter_range", "Send another value.")]
    [InlineData("{not: {parameter: v, above: 25}}", "{}", "policy.parameter_missing", "Send the parameter.")]
    [InlineData("{not: {parameter: v, above: 25}}", """{"v":"26"}""", "policy.parameter_type", "Send a value of the type that the rule tests.")]
    [InlineData("{not: {parameter: v, type: \"null\"}}", """{"v":null}""", "policy.parameter_value", "Send another value.")]
    [InlineData("{not: {compare: v > 25}}", """{"v":26}""", "policy.comparison_failed", "The call must not satisfy v > 25.")]
    [InlineData("{not: {money: {amount: v, currency: c, limits: {EUR: {min: 5}}}}}", """{"v":26,"c":"EUR"}""", "policy.money_limit", "Send an amount outside the bounds of its currency.")]
    [InlineData("{not: {egress: https://a.example.com}}", "{}", "policy.egress_not_allowed", "Send a URL that the list does not cover, in plain spelling.")]
    public void Permit_SaysHowToComply(string condition, string parameters, string code, string hint) =>
        Assert.Equal((code, hint), Deny($"  - {{id: r, effect: permit, when: [{condition}]}}\n", parameters));

    [Theory]
    [InlineData("{parameter: v, above: 25}", """{"v":26}""", "policy.forbidden", "Do not make this call.")]
    [InlineData("{parameter: v, above: 25}", "{}", "policy.parameter_missing", "Send the parameter.")]
    [InlineData("{parameter: v, above: 25}", """{"v":"26"}""", "policy.parameter_type", "Send a value of the type that the rule tests.")]
    [InlineData("{parameter: v, type: \"null\"}", """{"v":null}""", "policy.forbidden", "Do not make this call.")]
    [InlineData("{not: {parameter: v, max: 25}}", """{"v":26}""", "policy.parameter_range", "Send a number of at most 25.")]
    public void Forbid_NeverAsksForWhatItForbids(string condition, string parameters, string code, string hint) =>
        Assert.Equal((code, hint), Deny($"  - {{id: all, effect: permit, unknown_parameters: allow}}\n  - {{id: r, effect: forbid, when: [{condition}]}}\n", parameters));

    /// <summary>The first product that cannot be computed is named, not the comparison that it is part of.</summary>
    [Theory]
    [InlineData("permit", "small + v * w * v * w > 1", "parameters.v")]
    [InlineData("permit", "v * w <= small * w * v * w * v * w", "parameters.small")]
    [InlineData("forbid", "v * w * v * w > small", "parameters.v")]
    [InlineData("forbid", "small * 0 < tiny * tiny * tiny * tiny", "parameters.tiny")]
    [InlineData("require_approval", "w * v * w * v == small", "parameters.w")]
    public void ProductFartherThan30000PlacesFromThePoint_IsNamedWithItsBound(string effect, string comparison, string path)
    {
        var rule = $"  - {{id: r, effect: {effect}, when: [{{compare: \"{comparison}\"}}{(effect == "permit" ? "], unknown_parameters: allow}" : "]}")}\n";
        var reason = Against((effect == "permit" ? "" : "  - {id: all, effect: permit, unknown_parameters: allow}\n") + rule, """{"small":2,"v":1e9999,"w":1e9999,"tiny":1e-9999}""");

        Assert.Equal(("policy.product_range", path, "30000 places from the point", "quotes/r"), (reason.Code, reason.Path, reason.Limit, reason.RuleId));
        Assert.Equal(("number", "Send numbers whose product has fewer digits."), (reason.Observed, reason.Hint));
    }

    [Fact]
    public void ProductWithinThePlaces_IsSaidToFailTheComparison()
    {
        var reason = Against("  - {id: r, effect: permit, when: [{compare: v * w * v <= 1}]}\n", """{"v":1e9999,"w":1e9999}""");

        Assert.Equal(("policy.comparison_failed", "v * w * v <= 1"), (reason.Code, reason.Limit));
    }

    private static (string Code, string? Hint) Deny(string rules, string parameters)
    {
        var reason = Against(rules, parameters);
        return (reason.Code, reason.Hint);
    }

    private static Reason Against(string rules, string parameters)
    {
        var answer = PolicyInquiry.Ask(TestTexts.Policy($"{PolicyTexts.Header}rules:\n{rules}"), new PolicyQuestion
        {
            Tool = "crm",
            Action = "order",
            EgressTarget = "https://a.example.com/",
            Parameters = Encoding.UTF8.GetBytes(parameters),
            Registration = new AgentRegistration { Tenant = "acme", Agent = "a", IsEnabled = true },
            DecisionTime = new DateTimeOffset(2026, 11, 28, 10, 0, 0, TimeSpan.Zero),
        });
        return Assert.Single(answer.Findings).Reason;
    }
}
