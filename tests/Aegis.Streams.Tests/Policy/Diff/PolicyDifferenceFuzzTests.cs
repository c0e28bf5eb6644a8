using System.Collections.Immutable;
using Aegis.Streams.Identity;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Diff;
using Aegis.Streams.Policy.Evaluation;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Tests.Policy.Generation;
using PolicyRule = Aegis.Streams.Policy.Rules.PolicyRule;

namespace Aegis.Streams.Tests.Policy.Diff;

/// <summary>What is told of a change is what the engine does.</summary>
public sealed class PolicyDifferenceFuzzTests
{
    private const int Seed = 20261128;
    private const int Rounds = 500;
    private const int Calls = 12;

    [Fact]
    public void LooserAndTighter_AreWhatTheEngineDoes()
    {
        var (random, looser, tighter) = (new Random(Seed), 0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var before = Documents(random);
            var after = Changed(before, random);
            var difference = PolicyDifference.Of(before, after);
            var effect = difference.Changes.Select(change => change.Effect).Aggregate(CallEffect.Same, (sum, one) => sum == CallEffect.Same ? one : one == CallEffect.Same || one == sum ? sum : CallEffect.Both);
            if (effect is CallEffect.Both or CallEffect.Unclear) continue;
            var (old, current) = (new PolicySnapshot(before), new PolicySnapshot(after));
            for (var call = 0; call < Calls; call++)
            {
                var (was, becomes) = Decide(old, current, random);
                if (becomes < was) looser++;
                if (becomes > was) tighter++;
                Assert.False(becomes < was && effect != CallEffect.Looser, $"seed {Seed}, round {round}: {was} became {becomes}\n{difference.ToText()}");
                Assert.False(becomes > was && effect != CallEffect.Tighter, $"seed {Seed}, round {round}: {was} became {becomes}\n{difference.ToText()}");
            }
        }

        Assert.InRange(looser, 20, int.MaxValue);
        Assert.InRange(tighter, 20, int.MaxValue);
    }

    private static (DecisionOutcome Old, DecisionOutcome New) Decide(PolicySnapshot old, PolicySnapshot current, Random random)
    {
        var (tenant, agent) = (random.Pick(RandomWords.Tenants), random.Pick(RandomWords.Agents));
        var call = new PolicyCall
        {
            Tenant = tenant,
            Agent = agent,
            Tool = random.Pick(RandomWords.Tools),
            Action = random.Pick(RandomWords.Actions),
            Registration = new AgentRegistration { Tenant = tenant, Agent = agent, IsEnabled = true, Groups = random.Some(RandomWords.Groups, 2), Roles = random.Some(RandomWords.Roles, 2) },
            Parameters = new RandomParameters(random).Next(),
            DecisionTime = new DateTimeOffset(2026, 5, random.Next(1, 28), random.Next(24), 30, 0, TimeSpan.Zero),
            Environment = random.Pick(["production", "staging"]),
        };
        return (PolicyEngine.Evaluate(old, call).Outcome, PolicyEngine.Evaluate(current, call).Outcome);
    }

    /// <summary>Makes policies that permit something, so that there is something to lose.</summary>
    private static ImmutableArray<PolicyDocument> Documents(Random random)
    {
        var policies = new RandomPolicy(random.Next());
        var documents = policies.NextSet(4);
        var open = new PolicyRule { Id = "open/all", Effect = RuleEffect.Permit, AcceptsUnknown = true, What = new Target { Tools = [RandomWords.Glob(random.Pick(RandomWords.Tools)), RandomWords.Glob("crm")] } };
        return random.Often(3) ? documents : [.. documents.Select(document => document with { Narrows = document.Tenant is null ? [] : [RandomWords.Glob("nobody")] }), new PolicyDocument { Name = "open", Rules = [open] }];
    }

    private static ImmutableArray<PolicyDocument> Changed(ImmutableArray<PolicyDocument> documents, Random random)
    {
        var fresh = new RandomPolicy(random.Next());
        var chosen = random.Next(documents.Length);
        var document = documents[chosen];
        if (document.Rules.IsEmpty) return documents;
        var index = random.Next(document.Rules.Length);
        var rule = document.Rules[index];
        var other = fresh.NextRule(rule.Id, document.Tenant is null);
        ImmutableArray<PolicyRule> rules = random.Next(13) switch
        {
            0 => document.Rules.RemoveAt(index),
            1 => document.Rules.Add(fresh.NextRule(rule.Id + "x", document.Tenant is null)),
            2 => document.Rules.SetItem(index, other),
            3 => document.Rules.SetItem(index, rule with { When = AllOf.Nothing }),
            4 => document.Rules.SetItem(index, rule with { When = new AllOf([rule.When, other.When]) }),
            5 => document.Rules.SetItem(index, rule with { Who = other.Who }),
            6 => document.Rules.SetItem(index, rule with { What = other.What }),
            7 => document.Rules.SetItem(index, rule with { IsObserved = !rule.IsObserved }),
            8 when rule.Effect == RuleEffect.Permit => document.Rules.SetItem(index, rule with { Accepts = [.. rule.Accepts, .. random.Some(RandomWords.Paths, 3)] }),
            9 when rule.Effect == RuleEffect.Permit => document.Rules.SetItem(index, rule with { AcceptsUnknown = !rule.AcceptsUnknown }),
            10 when rule.Effect is not RuleEffect.Permit => document.Rules.SetItem(index, rule with { Effect = RuleEffect.Forbid, Approval = null, Dlp = null }),
            11 => [],
            _ => document.Rules.SetItem(index, rule with { When = Widened(rule.When, random) }),
        };
        var changed = document with { Rules = rules };
        if (document.Tenant is not null && random.Often(6)) changed = changed with { Narrows = random.Some(RandomWords.Agents, 2) is { IsEmpty: false } names ? [.. names.Select(RandomWords.Glob)] : [] };
        if (random.Often(10)) changed = changed with { Tools = [.. changed.Tools.Select(tool => tool with { AcceptsUnknown = !tool.AcceptsUnknown })] };
        if (random.Often(10)) changed = changed with { Tools = [.. changed.Tools.Select(tool => tool with { Parameters = [.. tool.Parameters, .. random.Some(RandomWords.Paths, 2)] })] };
        return documents.SetItem(chosen, changed);
    }

    private static Condition Widened(Condition condition, Random random) => condition switch
    {
        AllOf all => new AllOf([.. all.Parts.Where(_ => random.Next(4) > 0).Select(part => Widened(part, random))]),
        AnyOf any => new AnyOf([.. any.Parts.Take(2).Select(part => Widened(part, random))]),
        Not not => new Not(Widened(not.Part, random)),
        ParameterCondition parameter when random.Often(3) => parameter with { IsOptional = !parameter.IsOptional && !parameter.Tests.OfType<PresenceTest>().Any() },
        ParameterCondition parameter => parameter with { Tests = [.. parameter.Tests.Select(test => test is NumberRange { Min: not null } range ? range with { Max = null } : test)] },
        _ => condition,
    };
}
