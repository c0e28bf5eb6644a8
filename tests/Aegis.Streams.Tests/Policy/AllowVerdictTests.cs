using System.Text;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Evaluation;

namespace Aegis.Streams.Tests.Policy;

/// <summary>Verdicts of permits are made once and tell all that was asked for, whichever permits meet.</summary>
public sealed class AllowVerdictTests
{
    private const string General = "apiVersion: aegis/v1\nkind: Policy\nname: p\n";
    private const string Read = "tools: [{name: crm, class: read}]\n";
    private const string Checked = "rules: [{id: any, effect: permit, unknown_parameters: allow, catalog: {sku: sku}}]\n";
    private const string Permit = "rules: [{id: any, effect: permit, unknown_parameters: allow}]\n";
    private const string Careful = "rules: [{id: any, effect: permit, what: {tools: crm}, unknown_parameters: allow}]\n";
    private const string Open = "rules: [{id: any, effect: permit, what: {tools: crm}, unknown_parameters: allow, on_error: allow}]\n";

    [Theory]
    [InlineData(new[] { General + Permit }, "p/any", 0, false)]
    [InlineData(new[] { General + Checked }, "p/any", 1, false)]
    [InlineData(new[] { General + Read + Open }, "p/any", 0, true)]
    [InlineData(new[] { General + Permit, General + "tenant: acme\n" + Permit }, "acme/p/any p/any", 0, false)]
    [InlineData(new[] { General + Checked, General + "tenant: acme\n" + Checked }, "acme/p/any p/any", 2, false)]
    [InlineData(new[] { General + Permit, General + "tenant: acme\n" + Checked }, "acme/p/any p/any", 1, false)]
    [InlineData(new[] { General + Read + Open, General + "tenant: acme\n" + Careful }, "acme/p/any p/any", 0, false)]
    [InlineData(new[] { General + Read + Open, General + "tenant: acme\n" + Open }, "acme/p/any p/any", 0, true)]
    public void AllowOfPermitsAlone_TellsAllAndAllocatesNothing(string[] texts, string rules, int checks, bool failsOpen)
    {
        var policy = PolicyLoader.Load(texts.Select((text, index) => new PolicySource($"p{index}.yaml", text))).Snapshot!;
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
        var first = PolicyEngine.Evaluate(policy, call);

        // A call cannot be captured: what Allocation.Least does, by hand.
        var (least, verdict) = (long.MaxValue, first);
        for (var pass = 0; pass < 5; pass++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            verdict = PolicyEngine.Evaluate(policy, call);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
        Assert.Same(first, verdict);
        Assert.Equal(DecisionOutcome.Allow, verdict.Outcome);
        Assert.Equal("p/any", verdict.RuleId);
        Assert.Equal(rules.Split(' '), verdict.RuleIds);
        Assert.Equal(rules.Split(' ').Take(checks), verdict.CatalogChecks.Select(check => check.RuleId));
        Assert.Equal(failsOpen, verdict.FailsOpen);
        Assert.Equal(PolicyEngine.Trace(policy, call).Applied, verdict.RuleIds);
    }
}
