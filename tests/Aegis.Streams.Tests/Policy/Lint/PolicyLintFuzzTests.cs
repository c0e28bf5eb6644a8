using System.Collections.Immutable;
using Aegis.Streams.Identity;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Evaluation;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Lint;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Tests.Policy.Generation;
using PolicyRule = Aegis.Streams.Policy.Rules.PolicyRule;

namespace Aegis.Streams.Tests.Policy.Lint;

/// <summary>What lints say of rules is what the engine does.</summary>
public sealed class PolicyLintFuzzTests
{
    private const int Seed = 20261128;
    private const int Rounds = 150;
    private const int Calls = 20;

    private static readonly string[] Proven = ["shadowed-permit", "unreachable-rule", "contradictory-rules", "impossible-condition"];

    private static readonly ImmutableArray<Condition> Few =
    [
        new ParameterCondition(RandomWords.Path("quantity"), [new NumberRange(null, RandomWords.Number("25"))]),
        new ParameterCondition(RandomWords.Path("quantity"), [new NumberRange(null, RandomWords.Number("100"))]) { IsOptional = true },
        new ParameterCondition(RandomWords.Path("quantity"), [new NumberRange(RandomWords.Number("1"), null)]),
        new AllOf([new ParameterCondition(RandomWords.Path("quantity"), [new NumberRange(null, RandomWords.Number("1"))]), new ParameterCondition(RandomWords.Path("quantity"), [new NumberRange(RandomWords.Number("25"), null)])]),
        new EnvironmentCondition(["production"]),
        new EnvironmentCondition(["production", "staging"]),
    ];

    [Fact]
    public void RuleThatIsSaidToChangeNothing_ChangesNothing()
    {
        var (random, found) = (new Random(Seed), 0);
        for (var round = 0; round < Rounds; round++)
        {
            var documents = Documents(random);
            foreach (var finding in PolicyLint.Check(new DocumentLoading(documents, [])).Where(finding => Proven.Contains(finding.Lint)))
            {
                if (finding.Lint == "impossible-condition" && !documents.SelectMany(document => document.Rules).Any(rule => rule.Id == finding.Name && rule.Effect == RuleEffect.Permit && IsConjunction(rule.When))) continue;
                found++;
                var (with, without) = (new PolicySnapshot(documents), new PolicySnapshot([.. documents.Select(document => document with { Rules = [.. document.Rules.Where(rule => rule.Id != finding.Name)] })]));

                // Where a layer or the base loses its last permit, it is no longer there at all.
                if (with.Documents.Zip(without.Documents).Any(pair => HasPermits(pair.First) != HasPermits(pair.Second))) continue;
                for (var call = 0; call < Calls; call++) AssertSame(with, without, finding, random, round);
            }
        }

        Assert.InRange(found, 50, int.MaxValue);
    }

    private static void AssertSame(PolicySnapshot with, PolicySnapshot without, LintFinding finding, Random random, int round)
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
        var (one, other) = (PolicyEngine.Evaluate(with, call), PolicyEngine.Evaluate(without, call));
        Assert.True(one.Outcome == other.Outcome, $"seed {Seed}, round {round}: {finding.Lint} of {finding.Name}: {one.Outcome} became {other.Outcome}");
    }

    private static bool IsConjunction(Condition condition) => condition is AllOf all ? all.Parts.All(part => part is not (AnyOf or Not)) : condition is not (AnyOf or Not);

    private static bool HasPermits(PolicyDocument document) => document.Rules.Any(rule => rule is { Effect: RuleEffect.Permit, IsObserved: false });

    /// <summary>Makes policies whose conditions are few, so that rules cover each other.</summary>
    private static ImmutableArray<PolicyDocument> Documents(Random random) =>
        [.. new RandomPolicy(random.Next()).NextSet(12).Select(document => document with { Rules = [.. document.Rules.Select(rule => WithFew(rule, random))] })];

    private static PolicyRule WithFew(PolicyRule rule, Random random) => random.Next(3) switch
    {
        0 => rule with { When = AllOf.Nothing },
        1 => rule with { When = random.Pick(Few) },
        _ => rule,
    };
}
