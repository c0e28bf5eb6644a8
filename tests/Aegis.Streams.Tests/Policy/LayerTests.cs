using System.Collections.Immutable;
using System.Text;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Evaluation;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Tests.Policy;

/// <summary>What a tenant's layer does to the base: it tightens, and nothing that it says loosens.</summary>
public sealed class LayerTests
{
    private const string General = "apiVersion: aegis/v1\nkind: Policy\nname: p\n";

    /// <summary>Reads are permitted, writes are forbidden, and no tool is declared.</summary>
    private const string ReadsOnly = General + """
        rules:
          - {id: read, effect: permit, what: {class: read}}
          - {id: no-write, effect: forbid, what: {class: write}}
        """;

    [Theory]
    [InlineData(CallClass.Write, DecisionOutcome.Deny)]
    [InlineData(CallClass.Read, DecisionOutcome.Allow)]
    public void ClassThatALayerDeclares_MovesNoRuleOfTheBase(CallClass claim, DecisionOutcome outcome)
    {
        const string layer = General + "tenant: acme\ntools: [{name: crm, class: read}]\n";

        Assert.Equal(outcome, Ask([ReadsOnly], claim).Outcome);
        Assert.Equal(outcome, Ask([ReadsOnly, layer], claim).Outcome);
    }

    [Fact]
    public void ClassThatALayerDeclares_CountsForItsOwnRules()
    {
        const string permit = General + "rules: [{id: any, effect: permit}]\n";
        const string layer = General + "tenant: acme\ntools: [{name: crm, class: expensive}]\nrules: [{id: ask, effect: require_approval, what: {class: expensive}}]\n";

        Assert.Equal(DecisionOutcome.ApprovalNeeded, Ask([permit, layer]).Outcome);
        Assert.Equal(DecisionOutcome.Allow, Ask([permit, layer], tenant: "globex").Outcome);
    }

    [Fact]
    public void ClassThatTheBaseDeclares_CountsForTheLayerToo()
    {
        const string permit = General + "tools: [{name: crm, class: write}]\nrules: [{id: any, effect: permit}]\n";
        const string layer = General + "tenant: acme\nrules: [{id: no-write, effect: forbid, what: {class: write}}]\n";

        Assert.Equal(DecisionOutcome.Deny, Ask([permit, layer], CallClass.Read).Outcome);
    }

    [Fact]
    public void ReadThatOnlyALayerDeclares_FailsOpenOnlyWhereTheLayerStandsAlone()
    {
        const string layer = General + "tenant: acme\ntools: [{name: crm, class: read}]\nrules: [{id: any, effect: permit, what: {tools: crm}, on_error: allow}]\n";
        const string permit = General + "rules: [{id: any, effect: permit}]\n";

        Assert.True(Ask([layer]).FailsOpen);
        Assert.False(Ask([permit, layer.Replace(", on_error: allow", "", StringComparison.Ordinal)]).FailsOpen);
    }

    [Fact]
    public void Trace_TellsBothClasses()
    {
        var trace = PolicyEngine.Trace(Load([ReadsOnly, General + "tenant: acme\ntools: [{name: crm, class: expensive}]\n"]), Call(CallClass.Read, "acme"));

        Assert.Equal((ToolClass.Read, ToolClass.Expensive), (trace.Class, trace.LayerClass));
    }

    [Theory]
    [InlineData("agent: bot\ntenant: acme\nallowed_tools: []\n")]
    [InlineData(General + "tenant: acme\nnarrows: [bot]\n")]
    [InlineData(General + "tenant: acme\nnarrows: [bot]\nrules: [{id: never, effect: forbid, what: {tools: mail}}]\n")]
    [InlineData(General + "tenant: acme\nnarrows: [bot]\nrules: [{id: tried, effect: permit, mode: observe}]\n")]
    public void LayerThatNamesAnAgentAndPermitsNothing_DeniesIt(string layer)
    {
        const string permit = General + "rules: [{id: any, effect: permit}]\n";

        var verdict = Ask([permit, layer]);

        Assert.Equal((DecisionOutcome.Deny, "policy.not_permitted_by_layer"), (verdict.Outcome, verdict.Findings[0].Reason.Code));
        Assert.Equal(DecisionOutcome.Allow, Ask([permit, layer], tenant: "globex").Outcome);
        Assert.Equal(DecisionOutcome.Allow, Ask([permit, layer.Replace("bot", "other", StringComparison.Ordinal)]).Outcome);
        Assert.Equal(DecisionOutcome.Deny, Ask([layer]).Outcome);
    }

    [Theory]
    [InlineData("agent: bot\ntenant: acme\nmode: observe\nallowed_tools: []\n")]
    [InlineData("agent: bot\ntenant: acme\nmode: observe\nallowed_tools: [{name: mail, actions: [send]}]\n")]
    [InlineData(General + "tenant: acme\nnarrows: [bot]\nmode: observe\n")]
    [InlineData(General + "tenant: acme\nrules: [{id: never, effect: forbid, what: {tools: mail}}]\n")]
    [InlineData(General + "tenant: acme\nrules: [{id: tried, effect: permit, mode: observe, what: {tools: mail}}]\n")]
    public void LayerThatIsObservedOrNamesNobody_NarrowsNothing(string layer) =>
        Assert.Equal(DecisionOutcome.Allow, Ask([General + "rules: [{id: any, effect: permit}]\n", layer]).Outcome);

    [Theory]
    [InlineData("rules: [{id: never, effect: forbid, what: {tools: mail}}]\n")]
    [InlineData("mode: observe\nrules: [{id: any, effect: permit, catalog: {sku: sku}}]\n")]
    [InlineData("rules: [{id: any, effect: permit, mode: observe}]\n")]
    [InlineData("tools: [{name: crm, class: read}]\n")]
    [InlineData("")]
    public void BaseThatPermitsNothing_OpensNoLayer(string ofBase)
    {
        const string layer = General + "tenant: acme\nrules: [{id: any, effect: permit, unknown_parameters: allow}]\n";

        var verdict = PolicyEngine.Evaluate(new PolicySnapshot([.. DocumentsOf(General + ofBase), .. DocumentsOf(layer)]), Call(CallClass.Write, "acme"));

        Assert.Equal((DecisionOutcome.Deny, "policy.agent_not_covered"), (verdict.Outcome, verdict.Findings[0].Reason.Code));
        Assert.Equal(DecisionOutcome.Allow, Ask([layer]).Outcome);
    }

    [Theory]
    [InlineData("a", "b")]
    [InlineData("b", "a")]
    public void SeveralPermitsOfOneRead_FailOpenOnlyIfAllSaySo(string open, string closed)
    {
        var tool = General + "tools: [{name: crm, class: read}]\n";
        var rules = $"rules:\n  - {{id: {open}, effect: permit, what: {{tools: crm}}, on_error: allow}}\n  - {{id: {closed}, effect: permit, what: {{tools: crm}}}}\n";

        Assert.False(Ask([tool + rules]).FailsOpen);
        Assert.True(Ask([tool + rules.Replace("crm}}", "crm}, on_error: allow}", StringComparison.Ordinal)]).FailsOpen);
        Assert.False(Ask([General + "tenant: acme\ntools: [{name: crm, class: read}]\n" + rules]).FailsOpen);
    }

    [Fact]
    public void LayerThatPermitsNothing_DeniesAfterItWasPublished()
    {
        var written = PolicyContent.Write(PolicyLoader.LoadDocuments(
            [new PolicySource("p.yaml", General + "rules: [{id: any, effect: permit}]\n---\nagent: bot\ntenant: acme\nallowed_tools: []\n")]).Documents!.Value);

        Assert.Equal(
            """{"format":"aegis-policy-1","documents":[{"name":"p","rules":[{"id":"any","effect":"permit"}]},{"name":"bot","tenant":"acme","narrows":["bot"]}]}""",
            Encoding.UTF8.GetString(written));
        Assert.Equal(DecisionOutcome.Deny, PolicyEngine.Evaluate(new PolicySnapshot(PolicyContent.Read(written).Documents!.Value), Call(CallClass.Write, "acme")).Outcome);
    }

    private static PolicyVerdict Ask(string[] texts, CallClass claim = CallClass.Write, string tenant = "acme") => PolicyEngine.Evaluate(Load(texts), Call(claim, tenant));

    private static PolicyCall Call(CallClass claim, string tenant)
    {
        var table = new ParameterTable();
        Assert.Null(table.Read("{}"u8.ToArray(), new IntentLimits(), "parameters"));
        return new PolicyCall
        {
            Tenant = tenant,
            Agent = "bot",
            Tool = "crm",
            Action = "look",
            ClaimedClass = claim,
            Registration = new AgentRegistration { Tenant = tenant, Agent = "bot", IsEnabled = true },
            Parameters = table,
        };
    }

    private static ImmutableArray<PolicyDocument> DocumentsOf(string text) => PolicyLoader.LoadDocuments([new PolicySource("p.yaml", text)]).Documents!.Value;

    private static PolicySnapshot Load(string[] texts)
    {
        var loading = PolicyLoader.Load(texts.Select((text, index) => new PolicySource($"p{index}.yaml", text)));
        return loading.Snapshot ?? throw new InvalidOperationException(loading.Errors[0].ToString());
    }
}
