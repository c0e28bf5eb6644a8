using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Evaluation;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Tests.Policy;

/// <summary>The index leads to the same rules as looking at each, and its memory does not grow with the product of a rule's lists.</summary>
public sealed class RuleIndexTests
{
    [Fact]
    public void ManyRulesForOneTool_AreFoundByAgentGroupAndRole()
    {
        var rules = new List<PolicyRule>
        {
            Permit("anybody", new Subject(), number: 100),
            Permit("pattern", new Subject { Agents = Names("agent-1*") }, number: 101),
            Permit("both", new Subject { Agents = Names("agent-13"), Groups = Names("group-5") }, number: 102),
            Permit("several", new Subject { Roles = Names("role-7", "role-8") }, number: 103),
        };
        for (var i = 0; i < 20; i++)
        {
            rules.Add(Permit($"agent-{i}", new Subject { Agents = Names($"agent-{i}") }, number: i));
            rules.Add(Permit($"group-{i}", new Subject { Groups = Names($"group-{i}") }, number: 20 + i));
            rules.Add(Permit($"role-{i}", new Subject { Roles = Names($"role-{i}") }, number: 40 + i));
        }

        var policy = new PolicySnapshot([new PolicyDocument { Name = "many", Rules = [.. rules] }]);

        Assert.Equal([13, 25, 47, 48, 100, 101, 102, 103], Allowed(policy, "agent-13", groups: ["group-5", "unknown"], roles: ["role-7", "role-8"]));
        Assert.Equal([3, 100], Allowed(policy, "agent-3", groups: [], roles: []));
        Assert.Equal([26, 100], Allowed(policy, "stranger", groups: ["group-6"], roles: ["unknown"]));
        Assert.Equal([100], Allowed(policy, "stranger", groups: [], roles: []));
    }

    [Fact]
    public void ListsOfManyNames_AreLeftOutOfTheIndexAndStillTested()
    {
        var rule = new PolicyRule
        {
            Id = "wide/rule",
            Effect = RuleEffect.Permit,
            Who = new Subject { Tenants = Numbered("tenant", 1000) },
            What = new Target { Tools = Numbered("tool", 1000), Actions = Numbered("action", 10) },
            AcceptsUnknown = true,
        };
        var names = IndexedNames.Of(rule, tenant: null);
        var policy = new PolicySnapshot([new PolicyDocument { Name = "wide", Rules = [rule] }]);

        Assert.Equal((1000, 0, 0), (names.Tenants.Length, names.Tools.Length, names.Actions.Length));
        Assert.Equal(DecisionOutcome.Allow, Outcome(policy, "tenant-999", "tool-999", "action-9"));
        Assert.Equal(DecisionOutcome.Deny, Outcome(policy, "tenant-999", "tool-999", "action-10"));
        Assert.Equal(DecisionOutcome.Deny, Outcome(policy, "tenant-999", "tool-1000", "action-9"));
        Assert.Equal(DecisionOutcome.Deny, Outcome(policy, "tenant-1000", "tool-999", "action-9"));
    }

    [Theory]
    [InlineData(63, DecisionOutcome.Allow)]
    [InlineData(64, DecisionOutcome.Deny)]
    public void MoreDeclarationsThanAreLookedAt_KnowNothing(int declarations, DecisionOutcome outcome)
    {
        ToolDeclaration Declaration(int number) => new() { Tool = Names("crm")[0], Parameters = [ParameterPath.TryParse($"p{number}", out var path) ? path : throw new InvalidOperationException()] };
        var permit = new PolicyRule { Id = "many/permit", Effect = RuleEffect.Permit };
        var policy = new PolicySnapshot([new PolicyDocument { Name = "many", Rules = [permit], Tools = [.. Enumerable.Range(0, declarations).Select(Declaration)] }]);

        Assert.Equal(outcome, Outcome(policy, "acme", "crm", "read", """{"p0":1}"""));
    }

    [Fact]
    public void RegistrationThatIsAskedUnderOneSetAfterAnother_FollowsTheSet()
    {
        var agent = new AgentRegistration { Tenant = "acme", Agent = "bot", Groups = ["group-1"], IsEnabled = true };
        var first = new PolicySnapshot([new PolicyDocument { Name = "many", Rules = [Permit("first", new Subject { Groups = Names("group-1") }, number: 1)] }]);
        var second = new PolicySnapshot([new PolicyDocument { Name = "many", Rules = [Permit("second", new Subject { Groups = Names("group-0", "group-2") }, number: 1)] }]);
        var moved = agent with { Groups = ["group-2"] };

        Assert.Equal(DecisionOutcome.Allow, Outcome(first, agent));
        Assert.Equal(DecisionOutcome.Deny, Outcome(second, agent));
        Assert.Equal(DecisionOutcome.Allow, Outcome(first, agent));
        Assert.Equal(DecisionOutcome.Deny, Outcome(first, agent with { Groups = ["group-2"] }));
        Assert.Equal(DecisionOutcome.Allow, Outcome(second, moved));
        Assert.Equal(new AgentRegistration { Tenant = "acme", Agent = "bot", Groups = moved.Groups, IsEnabled = true }, moved);
    }

    [Fact]
    public void RegistrationThatWasAsked_KeepsNoSetInMemory()
    {
        var agent = new AgentRegistration { Tenant = "acme", Agent = "bot", IsEnabled = true };
        var set = Ask(agent);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(set.IsAlive);
        GC.KeepAlive(agent);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Ask(AgentRegistration agent)
        {
            var policy = new PolicySnapshot([new PolicyDocument { Name = "many", Rules = [Permit("all", new Subject(), number: 1)] }]);
            Assert.Equal(DecisionOutcome.Allow, Outcome(policy, agent));
            return new WeakReference(policy.Program);
        }
    }

    private static PolicyRule Permit(string id, Subject who, int number) => new()
    {
        Id = $"many/{id}",
        Effect = RuleEffect.Permit,
        Who = who,
        What = new Target { Tools = Names("crm") },
        When = new ParameterCondition(ParameterPath.TryParse("n", out var path) ? path : throw new InvalidOperationException(), [new OneOf([new NumberLiteral(ExactDecimal.FromMinorUnits(number, 0))])]),
    };

    private static ImmutableArray<NameGlob> Names(params string[] texts) => [.. texts.Select(text => NameGlob.TryParse(text, out var glob) ? glob : throw new ArgumentException(text))];

    private static ImmutableArray<NameGlob> Numbered(string name, int count) => Names([.. Enumerable.Range(0, count).Select(number => $"{name}-{number}")]);

    private static int[] Allowed(PolicySnapshot policy, string agent, ImmutableArray<string> groups, ImmutableArray<string> roles) =>
    [
        .. Enumerable.Range(0, 110).Where(number => Outcome(policy, "acme", "crm", "read", $$"""{"n":{{number}}}""", agent, groups, roles) == DecisionOutcome.Allow),
    ];

    private static DecisionOutcome Outcome(PolicySnapshot policy, AgentRegistration agent) => Outcome(policy, agent, "crm", "read", """{"n":1}""");

    private static DecisionOutcome Outcome(
        PolicySnapshot policy, string tenant, string tool, string action, string parameters = "{}", string agent = "bot", ImmutableArray<string>? groups = null, ImmutableArray<string>? roles = null) =>
        Outcome(policy, new AgentRegistration { Tenant = tenant, Agent = agent, Groups = groups ?? [], Roles = roles ?? [], IsEnabled = true }, tool, action, parameters);

    private static DecisionOutcome Outcome(PolicySnapshot policy, AgentRegistration agent, string tool, string action, string parameters)
    {
        var table = new ParameterTable();
        Assert.Null(table.Read(Encoding.UTF8.GetBytes(parameters), new IntentLimits(), "parameters"));
        return PolicyEngine.Evaluate(policy, new PolicyCall
        {
            Tenant = agent.Tenant,
            Agent = agent.Agent,
            Tool = tool,
            Action = action,
            Registration = agent,
            Parameters = table,
        }).Outcome;
    }
}
