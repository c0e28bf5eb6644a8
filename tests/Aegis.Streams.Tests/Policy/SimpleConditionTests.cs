using Aegis.Streams.Tests.Policy.Traps;

namespace Aegis.Streams.Tests.Policy;

/// <summary>Conditions that the engine keeps in few bytes, at the values where these bytes end.</summary>
public sealed class SimpleConditionTests
{
    [Theory]
    [InlineData("max: 2147483646", "2147483646", "allow")]
    [InlineData("max: 2147483646", "2147483647", "deny policy.parameter_range")]
    [InlineData("max: 2147483647", "2147483647", "allow")]
    [InlineData("max: 2147483647", "2147483648", "deny policy.parameter_range")]
    [InlineData("max: 2147483648", "2147483648.0", "allow")]
    [InlineData("max: 2147483648", "2147483648.01", "deny policy.parameter_range")]
    [InlineData("min: -2147483647", "-2147483648", "deny policy.parameter_range")]
    [InlineData("min: -2147483648", "-2147483648", "allow")]
    [InlineData("min: -2147483648", "-2147483649", "deny policy.parameter_range")]
    [InlineData("min: -5, max: 9999999999", "10000000000", "deny policy.parameter_range")]
    [InlineData("min: -5, max: 9999999999", "-6", "deny policy.parameter_range")]
    [InlineData("above: 9999999999", "9999999999", "deny policy.parameter_range")]
    [InlineData("above: 9999999999", "1e10", "allow")]
    [InlineData("type: integer", "1e2", "allow")]
    [InlineData("type: integer", "1.50e1", "allow")]
    [InlineData("type: integer", "1.5", "deny policy.parameter_type")]
    [InlineData("type: integer", "true", "deny policy.parameter_type")]
    [InlineData("min_length: 2", "\"\\ud83d\\ude00\"", "deny policy.parameter_length")]
    [InlineData("max_length: 1", "\"\\ud83d\\ude00\"", "allow")]
    [InlineData("max_length: 1", "[]", "deny policy.parameter_type")]
    [InlineData("pattern: b", "\"abc\"", "deny policy.parameter_pattern")]
    [InlineData("search_pattern: b", "\"abc\"", "allow")]
    [InlineData("not_search_pattern: b", "\"a\\u0062c\"", "deny policy.parameter_pattern")]
    [InlineData("not_pattern: b", "\"abc\"", "allow")]
    public void Value_IsTestedExactly(string test, string sent, string answer) =>
        Assert.Equal(answer, Trap.Permit($"{{parameter: v, {test}}}", $$"""{"v":{{sent}}}"""));

    /// <summary>Lists that are alike are kept once, those that begin alike are not.</summary>
    [Theory]
    [InlineData("p", "r", "allow")] // both
    [InlineData("p", "q", "deny")]
    [InlineData("q", "pr", "allow")] // both
    [InlineData("o", "qr", "allow")] // begin
    [InlineData("o", "rq", "deny")]
    [InlineData("rpq", "rq", "allow")] // end
    [InlineData("rpq", "qr", "deny")]
    public void ListsOfSeveralRules_KeepApart(string a, string b, string outcome)
    {
        const string rules =
            """
            rules:
              - {id: both, effect: permit, unknown_parameters: allow, when: [{parameter: a, in: [p, q]}, {parameter: b, not_in: [p, q]}]}
              - {id: begin, effect: permit, unknown_parameters: allow, when: [{parameter: a, in: [o]}, {parameter: b, starts_with: [p, q]}]}
              - {id: end, effect: permit, unknown_parameters: allow, when: [{parameter: a, ends_with: [pq]}, {parameter: b, ends_with: [p, q]}]}

            """;

        Assert.Equal(outcome, Trap.Ask(rules, $$"""{"a":"{{a}}","b":"{{b}}"}""").Split(' ')[0]);
    }
}
