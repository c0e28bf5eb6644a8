using Aegis.Streams.Policy.Testing;

namespace Aegis.Streams.Tests.Policy.Testing;

public sealed class FixtureGeneratorTests
{
    [Fact]
    public void Max_IsTriedAtTheBoundBesideItAndWithOtherTypes()
    {
        var fixtures = TestTexts.Load(FixtureGenerator.Generate(TestTexts.Policy(TestTexts.Discounts))).Fixtures;

        Assert.Equal(
            [
                """quotes/quote: discount at max 25 {"discount":25} Allow""",
                """quotes/quote: discount above max 25 {"discount":25.01} Deny""",
                """quotes/quote: discount below max 25 {"discount":24.99} Allow""",
                """quotes/quote: discount null {"discount":null} Deny""",
                """quotes/quote: discount of another type {"discount":"25"} Deny""",
                """quotes/quote: discount missing {} Deny""",
            ],
            fixtures.Select(fixture => $"{fixture.Name} {System.Text.Encoding.UTF8.GetString(fixture.Question.Parameters.Span)} {fixture.Expected.Outcome}"));
    }

    [Theory]
    [InlineData("{parameter: p, type: integer, max: 25}", "26")]
    [InlineData("{parameter: p, decimals: 3, max: 25}", "25.001")]
    [InlineData("{parameter: p, max: 0.1234}", "0.1235")]
    [InlineData("{parameter: p, max_length: 3}", "\"aaaa\"")]
    [InlineData("{parameter: p, type: array, max_items: 2}", "[\"x\",\"x\",\"x\"]")]
    [InlineData("{parameter: p, not_after: \"2026-01-31\"}", "\"2026-01-31T00:00:01Z\"")]
    [InlineData("{parameter: p, not_after: now+P1D}", "\"2026-01-02T12:00:01Z\"")]
    [InlineData("{parameter: p, max_duration: PT1H}", "\"PT1H1S\"")]
    public void Bound_HasANeighbour(string condition, string neighbour)
    {
        var policy = TestTexts.Policy($"apiVersion: aegis/v1\nkind: Policy\nname: p\nrules:\n  - id: r\n    effect: permit\n    when:\n      - {condition}\n");
        var fixture = TestTexts.Load(FixtureGenerator.Generate(policy)).Fixtures.First(fixture => fixture.Name.Contains(" above ", StringComparison.Ordinal));

        Assert.Equal($"{{\"p\":{neighbour}}}", System.Text.Encoding.UTF8.GetString(fixture.Question.Parameters.Span));
        Assert.Equal(Aegis.Streams.Outcome.DecisionOutcome.Deny, fixture.Expected.Outcome);
    }

    [Fact]
    public void SetWithoutConditions_GivesAnEmptyFileThatLoads()
    {
        var text = FixtureGenerator.Generate(TestTexts.Policy("agent: composer\nallowed_tools: []\n"));

        Assert.EndsWith("kind: PolicyTest\ntests: []\n", text, StringComparison.Ordinal);
        Assert.Empty(TestTexts.Load(text).Errors);
    }
}
