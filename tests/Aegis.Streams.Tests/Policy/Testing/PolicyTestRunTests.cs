using Aegis.Streams.Policy.Testing;

namespace Aegis.Streams.Tests.Policy.Testing;

public sealed class PolicyTestRunTests
{
    [Fact]
    public void Answer_IsComparedWithAllThatIsExpected()
    {
        var run = TestTexts.Run(TestTexts.Discounts, TestTexts.Defaults + """
            tests:
              - name: passes
                intent: {parameters: {discount: 25}}
                expect: {outcome: allow, rules: [quotes/quote], reasons: [], observed: [quotes/night]}
              - name: fails
                intent: {parameters: {discount: 25.01}}
                expect: {outcome: allow, rules: [quotes/quote], reasons: [], observed: []}
            """);

        Assert.True(run.Results[0].Passed);
        Assert.Equal(
            [
                "outcome: expected allow, got deny (policy.parameter_range parameters.discount quotes/quote)",
                "rules: expected quotes/quote, got none",
                "reasons: expected none, got policy.parameter_range",
                "observed: expected none, got quotes/night",
            ],
            run.Results[1].Failures);
        Assert.Equal(1, run.Failed);
    }

    [Fact]
    public void SanitizedParameters_AreComparedAsAWhole()
    {
        const string Policy = """
            apiVersion: aegis/v1
            kind: Policy
            name: quotes
            dlp_profiles: [{name: mails, entities: [EMAIL, SECRET], operators: {SECRET: block}}]
            rules:
              - {id: use, effect: permit, accepts: [note, count]}
              - {id: mask, effect: sanitize, dlp: {profile: mails}}
            """;

        var run = TestTexts.Run(Policy, TestTexts.Defaults + """
            tests:
              - name: passes
                intent: {parameters: {note: to anna@corp.at, count: 1.50}}
                expect: {outcome: sanitize, sanitized: {count: 1.5, note: "to [EMAIL]"}, reasons: [policy.sanitize_required]}
              - name: another text
                intent: {parameters: {note: to anna@corp.at}}
                expect: {outcome: sanitize, sanitized: {note: to anna}}
              - name: nothing
                intent: {parameters: {note: to nobody}}
                expect: {outcome: allow, rules: [quotes/mask, quotes/use], sanitized: {}}
              - name: blocked
                intent: {parameters: {note: KEY}}
                expect: {outcome: deny, reasons: [dlp.blocked, policy.sanitize_required]}
            """.Replace("KEY", "AKIA" + "Z7QX2M4RTVB5KLWD", StringComparison.Ordinal));

        Assert.Equal(
            ["", """sanitized: expected {"note":"to anna"}, got {"note":"to [EMAIL]"}""", "sanitized: expected {}, and nothing was redacted", ""],
            run.Results.Select(result => string.Join('\n', result.Failures)));
    }

    [Fact]
    public void Coverage_KnowsRulesAndBounds()
    {
        var run = TestTexts.Run(TestTexts.Discounts, TestTexts.Defaults + """
            tests:
              - name: at
                intent: {parameters: {discount: 25.0}}
                expect: {outcome: allow}
              - name: text
                intent: {parameters: {discount: "25"}}
                expect: {outcome: deny}
              - name: missing
                intent: {parameters: {}}
                expect: {outcome: deny}
              - name: another agent counts for nothing
                intent: {agent: other, parameters: {discount: 26}}
                expect: {outcome: deny}
            """);

        Assert.Equal([new RuleCoverage("quotes/night", 4, 0, false), new RuleCoverage("quotes/quote", 1, 2, true)], run.Coverage.Rules);
        Assert.Equal(
            ["discount : null False, wrong_type True, missing True", "discount max 25: below False, at True, above False"],
            run.Coverage.Boundaries.Select(boundary => $"{boundary.Path} {boundary.Bound}: {string.Join(", ", boundary.Points.Select(point => $"{point.Name} {point.IsTried}"))}"));
        Assert.Equal((6, 9, 66), (run.Coverage.Covered, run.Coverage.Total, run.Coverage.Percent));
    }

    [Fact]
    public void Coverage_OfMoneyKeepsCurrenciesApart()
    {
        const string policy = """
            apiVersion: aegis/v1
            kind: Policy
            name: pay
            rules:
              - id: pay
                effect: permit
                when:
                  - money: {amount: amount, currency: currency, limits: {EUR: {max: 500}, USD: {max: 550}}}
            """;
        var run = TestTexts.Run(policy, TestTexts.Defaults + """
            tests:
              - name: at
                intent: {parameters: {amount: 500, currency: EUR}}
                expect: {outcome: allow}
            """);

        Assert.Equal(
            ["amount EUR max 500: at", "amount USD max 550: "],
            run.Coverage.Boundaries.Where(boundary => boundary.Bound is not null)
                .Select(boundary => $"{boundary.Path} {boundary.Bound}: {string.Join(", ", boundary.Points.Where(point => point.IsTried).Select(point => point.Name))}"));
    }

    [Fact]
    public void JUnit_HasASuiteForEachFile()
    {
        var run = TestTexts.Run(TestTexts.Discounts, TestTexts.Defaults + """
            tests:
              - name: a < b
                intent: {parameters: {discount: 1}}
                expect: {outcome: allow}
              - name: fails
                intent: {parameters: {discount: 1}}
                expect: {outcome: deny}
            """);

        Assert.Equal(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <testsuites tests="2" failures="1">
              <testsuite name="p.test.yaml" tests="2" failures="1">
                <testcase name="a &lt; b" classname="p.test.yaml" file="p.test.yaml" line="6" />
                <testcase name="fails" classname="p.test.yaml" file="p.test.yaml" line="9">
                  <failure message="got allow">outcome: expected deny, got allow</failure>
                </testcase>
              </testsuite>
            </testsuites>

            """,
            JUnitReport.Write(run));
    }
}
