using System.Collections.Immutable;
using Aegis.Streams.Policy.Diff;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Tests.Policy.Differential;
using Aegis.Streams.Tests.Policy.Generation;
using ParameterPath = Aegis.Streams.Policy.Rules.ParameterPath;
using PolicyRule = Aegis.Streams.Policy.Rules.PolicyRule;

namespace Aegis.Streams.Tests.Policy.Diff;

/// <summary>What is told of a change is what the engine does.</summary>
public sealed class PolicyDifferenceFuzzTests
{
    private const ulong Seed = 20261128;
    private const int Rounds = 500;
    private const int Calls = 12;

    private static readonly ImmutableArray<ParameterPath> Paths = [.. ParameterSchema.All.Select(item => item.Path)];

    [Fact]
    public void LooserAndTighter_AreWhatTheEngineDoes()
    {
        var (dice, looser, tighter) = (new Dice(Seed), 0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var before = Documents(dice);
            var after = Changed(before, dice);
            var difference = PolicyDifference.Of(before, after);
            var effect = difference.Changes.Select(change => change.Effect).Aggregate(CallEffect.Same, (sum, one) => sum == CallEffect.Same ? one : one == CallEffect.Same || one == sum ? sum : CallEffect.Both);
            if (effect is CallEffect.Both or CallEffect.Unclear) continue;
            foreach (var (was, becomes) in new PolicyPair(before, after).Decide(dice, Calls))
            {
                if (becomes < was) looser++;
                if (becomes > was) tighter++;
                Assert.False(becomes < was && effect != CallEffect.Looser, $"seed {Seed}, round {round}: {was} became {becomes}\n{difference.ToText()}");
                Assert.False(becomes > was && effect != CallEffect.Tighter, $"seed {Seed}, round {round}: {was} became {becomes}\n{difference.ToText()}");
            }
        }

        Assert.InRange(looser, 20, int.MaxValue);
        Assert.InRange(tighter, 20, int.MaxValue);
    }

    /// <summary>Makes policies that permit something, so that there is something to lose.</summary>
    private static ImmutableArray<PolicyDocument> Documents(Dice dice)
    {
        var documents = Generator(dice).Next();
        var open = new PolicyRule { Id = "open/all", Effect = RuleEffect.Permit, AcceptsUnknown = true, What = new Target { Tools = [Spelt.Glob(dice.Pick(Names.Tools.Values)), Spelt.Glob("crm")] } };
        return dice.Next(3) == 0 ? documents : [.. documents.Select(document => document with { Narrows = document.Tenant is null ? [] : [Spelt.Glob("nobody")] }), new PolicyDocument { Name = "open", Rules = [open] }];
    }

    private static RandomPolicy Generator(Dice dice) => new(dice, GenerationProfile.Sayable);

    private static ImmutableArray<PolicyDocument> Changed(ImmutableArray<PolicyDocument> documents, Dice dice)
    {
        var fresh = Generator(dice);
        var chosen = dice.Next(documents.Length);
        var document = documents[chosen];
        if (document.Rules.IsEmpty) return documents;
        var index = dice.Next(document.Rules.Length);
        var rule = document.Rules[index];
        var other = fresh.NextRule(rule.Id, document.Tenant is null);
        ImmutableArray<PolicyRule> rules = dice.Next(12) switch
        {
            0 => document.Rules.RemoveAt(index),
            1 => document.Rules.Add(fresh.NextRule(rule.Id + "x", document.Tenant is null)),
            2 => document.Rules.SetItem(index, other),
            3 => document.Rules.SetItem(index, rule with { When = AllOf.Nothing }),
            4 => document.Rules.SetItem(index, rule with { When = new AllOf([rule.When, other.When]) }),
            5 => document.Rules.SetItem(index, rule with { Who = other.Who }),
            6 => document.Rules.SetItem(index, rule with { What = other.What }),
            7 => document.Rules.SetItem(index, rule with { IsObserved = !rule.IsObserved }),
            8 when rule.Effect == RuleEffect.Permit => document.Rules.SetItem(index, rule with { Accepts = [.. rule.Accepts, .. dice.PickSome(Paths, 0, 3)] }),
            9 when rule.Effect == RuleEffect.Permit => document.Rules.SetItem(index, rule with { AcceptsUnknown = !rule.AcceptsUnknown }),
            10 when rule.Effect is not RuleEffect.Permit => document.Rules.SetItem(index, rule with { Effect = RuleEffect.Forbid, Approval = null, Dlp = null }),
            _ => document.Rules.SetItem(index, rule with { When = Widened(rule.When, dice) }),
        };
        var changed = document with { Rules = rules };
        if (dice.Percent(10)) changed = changed with { Tools = [.. changed.Tools.Select(tool => tool with { AcceptsUnknown = !tool.AcceptsUnknown })] };
        if (dice.Percent(10)) changed = changed with { Tools = [.. changed.Tools.Select(tool => tool with { Parameters = [.. tool.Parameters, .. dice.PickSome(Paths, 0, 2)] })] };
        return documents.SetItem(chosen, changed);
    }

    private static Condition Widened(Condition condition, Dice dice) => condition switch
    {
        AllOf all => new AllOf([.. all.Parts.Where(_ => dice.Next(4) > 0).Select(part => Widened(part, dice))]),
        AnyOf any => new AnyOf([.. any.Parts.Take(2).Select(part => Widened(part, dice))]),
        Not not => new Not(Widened(not.Part, dice)),
        ParameterCondition parameter when dice.Percent(33) => parameter with { IsOptional = !parameter.IsOptional && !parameter.Tests.OfType<PresenceTest>().Any() },
        ParameterCondition parameter => parameter with { Tests = [.. parameter.Tests.Select(test => test is NumberRange { Min: not null } range ? range with { Max = null } : test)] },
        _ => condition,
    };
}
