using System.Text;
using Aegis.Streams.Policy.Bundles;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Tests.Policy.Language;
using PolicyRule = Aegis.Streams.Policy.Rules.PolicyRule;

namespace Aegis.Streams.Tests.Policy.Bundles;

public sealed class PolicyBuildTests
{
    private const string Text = PolicyTexts.Header + "rules:\n  - id: quote\n    effect: permit\n    who: {agents: sales-1}\n    what: {tools: crm}\n    when:\n      - {parameter: quantity, type: integer, min: 1, max: 5}\n";

    [Fact]
    public void Bundle_IsTheSameForTheSamePolicies() =>
        Assert.Equal(
            Convert.ToHexString(PolicyBuild.Bundle(PolicyTexts.Load(Text)).Bytes!.Value.Span),
            Convert.ToHexString(PolicyBuild.Bundle(PolicyTexts.Load("# elsewhere\n" + Text.Replace("sales-1", "[sales-1]", StringComparison.Ordinal))).Bytes!.Value.Span));

    [Fact]
    public void Bundle_HoldsModuleDataAndManifest()
    {
        var files = BundleReader.Read(PolicyBuild.Bundle(PolicyTexts.Load(Text)).Bytes!.Value).Files;

        Assert.Equal([".manifest", "data.json", "policy.rego"], files.Select(file => file.Name));
        Assert.Equal(Aegis.Streams.Policy.Language.PolicyContent.RevisionOf(PolicyTexts.Load(Text)), BundleManifest.RevisionOf(files));
    }

    [Fact]
    public void Cedar_HoldsThreePolicySets()
    {
        var files = BundleReader.Read(PolicyBuild.Cedar(PolicyTexts.Load(Text)).Bytes!.Value).Files;

        Assert.Equal(["approvals.cedar", "permissions.cedar", "sanitizations.cedar"], files.Select(file => file.Name));
        Assert.Contains("@id(\"quotes/quote\")", Encoding.UTF8.GetString(files[1].Content.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void RulesThatRegoCannotSay_AreAllRefusedByName()
    {
        PolicyRule Rule(string id) => new() { Id = id, Effect = RuleEffect.Forbid, When = new TimeWindow("UTC", [], new TimeOnly(8, 0, 1), new TimeOnly(9, 0)) };
        var build = PolicyBuild.Bundle([new PolicyDocument { Name = "quotes", Rules = [Rule("quotes/a"), Rule("quotes/b")] }]);

        Assert.Null(build.Bytes);
        Assert.Equal(["quotes/a", "quotes/b"], build.Refusals.Select(refusal => refusal.RuleId));
        Assert.Equal("A time window begins or ends within a minute; write whole minutes.", build.Refusals[0].Reason);
    }
}
