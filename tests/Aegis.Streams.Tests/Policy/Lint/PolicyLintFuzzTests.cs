using System.Collections.Immutable;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Lint;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Tests.Policy.Differential;
using Aegis.Streams.Tests.Policy.Generation;
using PolicyRule = Aegis.Streams.Policy.Rules.PolicyRule;

namespace Aegis.Streams.Tests.Policy.Lint;

/// <summary>What lints say of rules is what the engine does.</summary>
public sealed class PolicyLintFuzzTests
{
    private const ulong Seed = 20261128;
    private const int Rounds = 150;
    private const int Calls = 20;

    private static readonly string[] Proven = ["shadowed-permit", "unreachable-rule", "contradictory-rules", "impossible-condition"];

    private static readonly ImmutableArray<Condition> Few =
    [
        new ParameterCondition(Spelt.Path("quantity"), [new NumberRange(null, Spelt.Number("25"))]),
        new ParameterCondition(Spelt.Path("quantity"), [new NumberRange(null, Spelt.Number("100"))]) { IsOptional = true },
        new ParameterCondition(Spelt.Path("quantity"), [new NumberRange(Spelt.Number("1"), null)]),
        new AllOf([new ParameterCondition(Spelt.Path("quantity"), [new NumberRange(null, Spelt.Number("1"))]), new ParameterCondition(Spelt.Path("quantity"), [new NumberRange(Spelt.Number("25"), null)])]),
        new EnvironmentCondition(["production"]),
        new EnvironmentCondition(["production", "staging"]),
    ];

    [Fact]
    public void RuleThatIsSaidToChangeNothing_ChangesNothing()
    {
        var (dice, found) = (new Dice(Seed), 0);
        for (var round = 0; round < Rounds; round++)
        {
            var documents = Documents(dice);
            foreach (var finding in PolicyLint.Check(new DocumentLoading(documents, [])).Where(finding => Proven.Contains(finding.Lint)))
            {
                if (finding.Lint == "impossible-condition" && !documents.SelectMany(document => document.Rules).Any(rule => rule.Id == finding.Name && rule.Effect == RuleEffect.Permit && IsConjunction(rule.When))) continue;
                found++;
                ImmutableArray<PolicyDocument> without = [.. documents.Select(document => document with { Rules = [.. document.Rules.Where(rule => rule.Id != finding.Name)] })];

                // Where a layer or the base loses its last permit, it is no longer there at all.
                if (documents.Zip(without).Any(pair => HasPermits(pair.First) != HasPermits(pair.Second))) continue;
                foreach (var (before, after) in new PolicyPair(documents, without).Decide(dice, Calls))
                    Assert.True(before == after, $"seed {Seed}, round {round}: {finding.Lint} of {finding.Name}: {before} became {after}");
            }
        }

        Assert.InRange(found, 50, int.MaxValue);
    }

    private static bool IsConjunction(Condition condition) => condition is AllOf all ? all.Parts.All(part => part is not (AnyOf or Not)) : condition is not (AnyOf or Not);

    private static bool HasPermits(PolicyDocument document) => document.Rules.Any(rule => rule is { Effect: RuleEffect.Permit, IsObserved: false });

    /// <summary>Makes policies whose conditions are few, so that rules cover each other.</summary>
    private static ImmutableArray<PolicyDocument> Documents(Dice dice) =>
        [.. new RandomPolicy(dice, GenerationProfile.Sayable).Next().Select(document => document with { Rules = [.. document.Rules.Select(rule => WithFew(rule, dice))] })];

    private static PolicyRule WithFew(PolicyRule rule, Dice dice) => dice.Next(3) switch
    {
        0 => rule with { When = AllOf.Nothing },
        1 => rule with { When = dice.Pick(Few) },
        _ => rule,
    };
}
