using System.Text;
using Aegis.Streams.Identity;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Inquiry;
using Aegis.Streams.Tests.Policy.Testing;

namespace Aegis.Streams.Tests.Policy.Inquiry;

public sealed class PolicyExplanationTests
{
    [Fact]
    public void Denial_IsToldFromTheCallToTheAnswer() =>
        Assert.Equal(
            """
            The call
              tenant acme, agent composer, tool pricing, action quote
              groups: sales; roles: none
              attributes: region
              parameters: discount (number), note (string)
              it counts as write
              at 2026-01-31T08:00:00Z, environment production
            Rules that apply
              forbid quotes/night, only observed (p.yaml:11)
            Rules that speak of such a call, and stay silent
              permit quotes/quote (p.yaml:5): its condition does not hold
                policy.parameter_range parameters.discount, limit 25, found number
            The answer: deny
              No permit covers the call, and what nothing permits is denied.
              deny: policy.parameter_range parameters.discount, limit 25, found number

            """,
            Explain(TestTexts.Policy(TestTexts.Discounts), """{"discount": 25.01, "note": "my secret"}"""));

    [Fact]
    public void NamesThatMayBeData_AreNotTold()
    {
        var text = Explain(TestTexts.Policy(TestTexts.Discounts), """{"discount": 1, "AKIAIOSFODNN7EXAMPLE": 2, "4111111111111111": 3, "nickname": ""}""");

        Assert.Contains("  parameters: discount (number), * (number), * (number), nickname (string)\n", text, StringComparison.Ordinal);
        Assert.Contains("policy.parameter_unknown parameters.*", text, StringComparison.Ordinal);
        Assert.DoesNotContain("AKIA", text, StringComparison.Ordinal);
        Assert.DoesNotContain("4111", text, StringComparison.Ordinal);
    }

    [Fact]
    public void UnreadableParameters_AreDeniedWithoutAnyRule() =>
        Assert.EndsWith(
            """
            The answer: deny
              The parameters cannot be read (intents.duplicate_key), so the call is denied before any rule is asked.

            """,
            Explain(TestTexts.Policy(TestTexts.Discounts), """{"a": 1, "a": 2}"""),
            StringComparison.Ordinal);

    [Fact]
    public void TenThousandSilentRules_AreCounted()
    {
        var policy = TestTexts.Policy("apiVersion: aegis/v1\nkind: Policy\nname: p\nrules:\n"
            + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"  - {{id: r{i:D5}, effect: permit, who: {{agents: [a{i}]}}}}\n"))
            + string.Concat(Enumerable.Range(0, 30).Select(i => $"  - {{id: s{i:D5}, effect: forbid, when: [{{parameter: discount, above: {i + 10}}}]}}\n")));

        var (text, all) = (Explain(policy, """{"discount": 1}"""), Explain(policy, """{"discount": 1}""", all: true));

        Assert.Contains("  10,000 speak of other agents, groups, roles or tenants: p/r00000, p/r00001, p/r00002, ...\n", text, StringComparison.Ordinal);
        Assert.Contains("  and 10 more\n", text, StringComparison.Ordinal);
        Assert.True(text.Length < 4_000);
        Assert.Contains(", p/r09999\n", all, StringComparison.Ordinal);
        Assert.Contains("forbid p/s00029", all, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("to anna@secret.at", "  p/mask demands that the profile default be applied to note.\n  default finds 1 EMAIL in parameters.note: replace.\n  sanitize: policy.sanitize_required\n")]
    [InlineData("to an\u200bna@secret.at", "  p/mask demands that the profile default be applied to note.\n  default finds 1 EMAIL in parameters.note: replace. Invisible characters stand in 1.\n  sanitize: policy.sanitize_required\n")]
    [InlineData("to nobody", "  p/mask demands that the profile default be applied to note.\n  There is nothing to redact.\n")]
    public void DemandedRedaction_IsToldWithWhatWasFound(string note, string sentences)
    {
        var policy = TestTexts.Policy("apiVersion: aegis/v1\nkind: Policy\nname: p\nrules:\n  - {id: use, effect: permit, accepts: [note]}\n  - {id: mask, effect: sanitize, dlp: {profile: default, parameters: note}}\n");

        Assert.EndsWith("Permitted by p/use.\n" + sentences, Explain(policy, $$"""{"note": "{{note}}"}"""), StringComparison.Ordinal);
    }

    private static string Explain(PolicySnapshot policy, string parameters, bool all = false)
    {
        var question = new PolicyQuestion
        {
            Tool = "pricing",
            Action = "quote",
            Parameters = Encoding.UTF8.GetBytes(parameters),
            Registration = new AgentRegistration
            {
                Tenant = "acme",
                Agent = "composer",
                Groups = ["sales"],
                Attributes = System.Collections.Immutable.ImmutableSortedDictionary.CreateRange([KeyValuePair.Create("region", "secret-region")]),
                IsEnabled = true,
            },
            DecisionTime = new DateTimeOffset(2026, 1, 31, 8, 0, 0, TimeSpan.Zero),
            Environment = "production",
        };
        var text = PolicyExplanation.Write(question, PolicyInquiry.Ask(policy, question), all);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        return text;
    }
}
