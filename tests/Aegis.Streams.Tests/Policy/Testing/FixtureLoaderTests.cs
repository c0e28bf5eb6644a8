using System.Text;

namespace Aegis.Streams.Tests.Policy.Testing;

public sealed class FixtureLoaderTests
{
    [Fact]
    public void Test_TakesWhatItLeavesOutFromTheDefaults()
    {
        var loading = TestTexts.Load(TestTexts.Head + """
            defaults:
              intent: {tenant: acme, agent: composer, tool: pricing, action: quote, call_class: read, parameters: {a: 1}}
              registration: {groups: sales, roles: [seller], attributes: {region: eu}}
              at: "2026-01-31T08:00:00Z"
              environment: production
            tests:
              - name: one
                expect: {outcome: allow}
              - name: two
                intent: {agent: other, parameters: {num: 25.10, t: "25", l: [true, null], m: {x: ""}}}
                at: "2026-02-01T09:00:00+01:00"
                expect: {outcome: approval_needed, rules: [a, b], reasons: [], observed: c}
            """);

        Assert.Empty(loading.Errors);
        var (one, two) = (loading.Fixtures[0], loading.Fixtures[1]);
        Assert.Equal("""{"a":1}""", Encoding.UTF8.GetString(one.Question.Parameters.Span));
        Assert.Equal("composer", one.Question.Registration.Agent);
        Assert.Equal("eu", one.Question.Registration.Attributes["region"]);
        Assert.Equal(["sales"], one.Question.Registration.Groups);
        Assert.Equal("production", one.Question.Environment);
        Assert.Null(one.Expected.Rules);
        Assert.Equal("""{"num":25.10,"t":"25","l":[true,null],"m":{"x":""}}""", Encoding.UTF8.GetString(two.Question.Parameters.Span));
        Assert.Equal("other", two.Question.Registration.Agent);
        Assert.Equal(new DateTimeOffset(2026, 2, 1, 8, 0, 0, TimeSpan.Zero), two.Question.DecisionTime);
        Assert.Equal(["a", "b"], two.Expected.Rules!.Value);
        Assert.Empty(two.Expected.Reasons!.Value);
        Assert.Equal(["c"], two.Expected.Observed!.Value);
    }

    [Theory]
    [InlineData("tests: []\nrules: []\n", "p.test.yaml:4:1: unknown key `rules` in a file of tests")]
    [InlineData("tests:\n  - name: one\n    expect: {outcome: allow}\n", "p.test.yaml:4:11: test `one` names no tenant; add `tenant` to its `intent`, or to that of `defaults`")]
    [InlineData("tests:\n  - name: one\n    intent: {tenant: a, agent: b, tool: c, action: d}\n    expect: {outcome: maybe}\n", "p.test.yaml:6:23: `outcome` must be one of allow, sanitize, approval_needed, deny, not `maybe`")]
    [InlineData("tests:\n  - name: one\n    intent: {tenant: a, agent: b, tool: c, action: d}\n", "p.test.yaml:4:5: key `expect` is missing")]
    [InlineData("tests:\n  - name: one\n    at: \"2026-13-01T00:00:00Z\"\n    intent: {tenant: a, agent: b, tool: c, action: d}\n    expect: {outcome: deny}\n", "p.test.yaml:5:9: `at` must be an instant in quotes such as \"2026-01-31T08:00:00Z\", not `2026-13-01T00:00:00Z`")]
    [InlineData("tests:\n  - name: one\n    intent: {tenant: a, agent: b, tool: c, action: d, egress_target: not a uri}\n    expect: {outcome: deny}\n", "p.test.yaml:5:70: `egress_target` must be an absolute URI of at most 2,048 characters, not `not a uri`")]
    [InlineData("tests:\n  - name: one\n    intent: {tenant: a, agent: b, tool: c, action: d, egress_target: \"https:api.example.com/v1\"}\n    expect: {outcome: deny}\n", "p.test.yaml:5:70: `egress_target` must be an absolute URI of at most 2,048 characters, not `https:api.example.com/v1`")]
    [InlineData("tests:\n  - name: one\n    intent: {tenant: a, agent: b, tool: c, action: d, egress_target: /v1}\n    expect: {outcome: deny}\n", "p.test.yaml:5:70: `egress_target` must be an absolute URI of at most 2,048 characters, not `/v1`")]
    public void FaultyFile_IsRefusedWithTheFirstFault(string text, string error) =>
        Assert.Equal(error, TestTexts.Load(TestTexts.Head + text).Errors[0].ToString());

    [Fact]
    public void TwoTestsOfOneName_AreRefused()
    {
        const string test = "  - name: one\n    expect: {outcome: allow}\n";

        Assert.Equal("p.test.yaml:8:11: there are two tests `one`; name what this one tests", Assert.Single(TestTexts.Load($"{TestTexts.Defaults}tests:\n{test}{test}").Errors).ToString());
    }
}
