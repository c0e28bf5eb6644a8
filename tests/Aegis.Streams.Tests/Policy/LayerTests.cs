using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Evaluation;
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

    private static PolicySnapshot Load(string[] texts)
    {
        var loading = PolicyLoader.Load(texts.Select((text, index) => new PolicySource($"p{index}.yaml", text)));
        return loading.Snapshot ?? throw new InvalidOperationException(loading.Errors[0].ToString());
    }
}
