using System.Text;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Evaluation;
using Aegis.Streams.Tests.Policy.Language;

namespace Aegis.Streams.Tests.Policy;

public sealed class PresenceBesideOtherTestsTests
{
    [Theory]
    [InlineData("permit", """{"quantity":5}""", DecisionOutcome.Allow)]
    [InlineData("permit", """{"quantity":6}""", DecisionOutcome.Deny)]
    [InlineData("permit", """{"quantity":"5"}""", DecisionOutcome.Deny)]
    [InlineData("permit", "{}", DecisionOutcome.Deny)]
    [InlineData("forbid", """{"quantity":5}""", DecisionOutcome.Deny)]
    [InlineData("forbid", """{"quantity":6}""", DecisionOutcome.Allow)]
    [InlineData("forbid", """{"quantity":"5"}""", DecisionOutcome.Deny)]
    [InlineData("forbid", "{}", DecisionOutcome.Allow)]
    public void OtherTests_Count(string effect, string parameters, DecisionOutcome outcome)
    {
        const string all = "  - {id: all, effect: permit, what: {tools: crm}, unknown_parameters: allow}\n";
        var rule = $"  - {{id: r, effect: {effect}, what: {{tools: crm}}, when: [{{parameter: quantity, present: true, max: 5}}]}}\n";
        var policy = new PolicySnapshot(PolicyTexts.Load($"{PolicyTexts.Header}rules:\n{(effect == "forbid" ? all : "")}{rule}"));
        var table = new ParameterTable();
        Assert.Null(table.Read(Encoding.UTF8.GetBytes(parameters), new IntentLimits(), "parameters"));

        var verdict = PolicyEngine.Evaluate(policy, new PolicyCall
        {
            Tenant = "acme",
            Agent = "a",
            Tool = "crm",
            Action = "order",
            Registration = new AgentRegistration { Tenant = "acme", Agent = "a", IsEnabled = true },
            Parameters = table,
        });

        Assert.Equal(outcome, verdict.Outcome);
    }
}
