using System.Text;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Evaluation;

namespace Aegis.Streams.Tests.Policy;

/// <summary>Which rules a decision names, as `docs/policy.md` promises.</summary>
public sealed class NamedRulesTests
{
    private const string Header = "apiVersion: aegis/v1\nkind: Policy\nname: p\n";
    private const string Permits = "  - {id: a, effect: permit, unknown_parameters: allow}\n  - {id: b, effect: permit, unknown_parameters: allow}\n  - {id: c, effect: permit, unknown_parameters: allow}\n";
    private const string Checked = "  - {id: d, effect: permit, unknown_parameters: allow, catalog: {sku: sku}}\n  - {id: e, effect: permit, unknown_parameters: allow, catalog: {sku: sku}}\n";
    private const string Others = "  - {id: f, effect: forbid}\n  - {id: g, effect: forbid, when: [{parameter: sku}]}\n  - {id: h, effect: require_approval}\n  - {id: i, effect: sanitize, dlp: {profile: default}}\n  - {id: j, effect: forbid, when: [{parameter: sku, equals: B}]}\n";

    [Fact]
    public void EveryForbidAndDemandIsNamed_AndOnePermitOfALayer()
    {
        var verdict = Evaluate(out _, $"{Header}rules:\n{Permits}{Others}", $"{Header}tenant: acme\nrules:\n{Permits}{Others}");

        Assert.Equal(DecisionOutcome.Deny, verdict.Outcome);
        Assert.Equal("p/a", verdict.RuleId);
        Assert.Equal(["acme/p/a", "acme/p/f", "acme/p/g", "acme/p/h", "acme/p/i", "p/a", "p/f", "p/g", "p/h", "p/i"], verdict.RuleIds);
        Assert.Equal(
            ["acme/p/f", "acme/p/g", "p/f", "p/g"],
            verdict.Findings.Where(finding => finding.Outcome == DecisionOutcome.Deny).Select(finding => finding.Reason.RuleId));
    }

    [Fact]
    public void TraceNamesEveryPermit()
    {
        var verdict = Evaluate(out var trace, $"{Header}rules:\n{Permits}");

        Assert.Equal(["p/a"], verdict.RuleIds);
        Assert.Equal(["p/a", "p/b", "p/c"], trace.Rules.Where(rule => rule.Applies).Select(rule => rule.Rule.Id));
    }

    [Fact]
    public void EveryPermitWithACatalogCheckIsNamed() => Assert.Equal(["p/a", "p/d", "p/e"], Evaluate(out _, $"{Header}rules:\n{Permits}{Checked}").RuleIds);

    [Fact]
    public void PermitOfErrorDeny_IsNamedBeforeOneThatLetsTheCallStand() => Assert.Equal(
        "p/b",
        Evaluate(out _, $"{Header}tools: [{{name: crm, class: read}}]\nrules:\n  - {{id: a, effect: permit, what: {{tools: crm}}, unknown_parameters: allow, on_error: allow}}\n  - {{id: b, effect: permit, unknown_parameters: allow}}\n").RuleId);

    [Fact]
    public void CallThatLacksAPermit_NamesNone()
    {
        var verdict = Evaluate(out _, $"{Header}rules:\n  - {{id: a, effect: permit, when: [{{parameter: sku, equals: B}}]}}\n  - {{id: f, effect: forbid}}\n");

        Assert.Null(verdict.RuleId);
        Assert.Equal(["p/f"], verdict.RuleIds);
    }

    private static PolicyVerdict Evaluate(out PolicyTrace trace, params string[] texts)
    {
        var loading = PolicyLoader.Load(texts.Select((text, index) => new PolicySource($"p{index}.yaml", text)));
        Assert.Empty(loading.Errors);
        var table = new ParameterTable();
        Assert.Null(table.Read(Encoding.UTF8.GetBytes("""{"sku":"A"}"""), new IntentLimits(), "parameters"));
        var call = new PolicyCall
        {
            Tenant = "acme",
            Agent = "bot",
            Tool = "crm",
            Action = "look",
            Registration = new AgentRegistration { Tenant = "acme", Agent = "bot", IsEnabled = true },
            Parameters = table,
        };
        trace = PolicyEngine.Trace(loading.Snapshot!, call);
        return PolicyEngine.Evaluate(loading.Snapshot!, call);
    }
}
