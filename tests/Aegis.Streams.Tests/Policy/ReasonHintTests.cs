using System.Text;
using Aegis.Streams.Identity;
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

    private static (string Code, string? Hint) Deny(string rules, string parameters)
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
        var reason = Assert.Single(answer.Findings).Reason;
        return (reason.Code, reason.Hint);
    }
}
