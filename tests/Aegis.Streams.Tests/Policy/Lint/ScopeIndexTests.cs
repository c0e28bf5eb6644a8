using Aegis.Streams.Policy.Language.Layers;
using Aegis.Streams.Policy.Lint;
using Aegis.Streams.Tests.Policy.Generation;

namespace Aegis.Streams.Tests.Policy.Lint;

public sealed class ScopeIndexTests
{
    [Fact]
    public void RulesThatSpeakOfAllOrSomeCallsOfARule_AreFound()
    {
        var (contained, overlapping) = (0, 0);
        for (var seed = 1UL; seed <= 40; seed++)
        {
            var policies = new RandomPolicy(new Dice(seed));
            var subject = new LintSubject([policies.NextDocument("base", null, 40), policies.NextDocument("layer", "acme", 20)], new());
            foreach (var one in subject.Rules)
            {
                var (candidates, neighbours) = (subject.CandidatesFor(one).ToHashSet(), subject.NeighboursOf(one.Rule).ToHashSet());
                foreach (var other in subject.Rules)
                {
                    if (RuleScope.Contains(other.Rule, other.Tenant, one.Rule, one.Tenant))
                    {
                        Assert.True(candidates.Contains(other), $"seed {seed}: {other.Rule.Id} speaks of all calls of {one.Rule.Id}");
                        contained++;
                    }

                    if (!RuleScope.Overlap(other.Rule, other.Tenant, one.Rule, one.Tenant)) continue;
                    Assert.True(neighbours.Contains(other), $"seed {seed}: {other.Rule.Id} speaks of calls of {one.Rule.Id}");
                    overlapping++;
                }
            }
        }

        Assert.True(contained > 1_000 && overlapping > 10_000, $"{contained} {overlapping}");
    }

    [Fact]
    public void RulesOfOtherNames_AreNotLookedAt()
    {
        var subject = new LintSubject([new RandomPolicy(new Dice(1)).NextDocument("p", null, 0) with { Rules = [.. Enumerable.Range(0, 1_000).Select(Rule)] }], new());

        Assert.All(subject.Rules, one => Assert.Equal([one], subject.CandidatesFor(one)));
        Assert.All(subject.Rules, one => Assert.Equal([one], subject.NeighboursOf(one.Rule)));

        static Streams.Policy.Rules.PolicyRule Rule(int i) => new RandomPolicy(new Dice((ulong)i)).NextRule($"p/r{i}", isInBase: true) with
        {
            Who = new() { Agents = [Spelt.Glob($"a{i}")] },
            What = new() { Tools = [Spelt.Glob("crm")] },
        };
    }
}
