using System.Collections.Immutable;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Evaluation;
using Aegis.Streams.Policy.Language.Layers;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Tests.Policy.Generation;

namespace Aegis.Streams.Tests.Policy.Language;

/// <summary>What is proven of conditions holds in the engine.</summary>
public sealed class ImplicationFuzzTests
{
    private const ulong Seed = 20261128;
    private const int Calls = 12;

    private static readonly AgentRegistration Agent = new() { Tenant = "acme", Agent = "sales-composer", IsEnabled = true };

    [Fact]
    public void Negation_HoldsExactlyWhereAProhibitionIsSilent()
    {
        var (dice, decided) = (new Dice(Seed), 0);
        for (var round = 0; round < 300; round++)
        {
            var condition = new RandomCondition(dice, GenerationProfile.Sayable).NextWhole();
            var (forbid, negation) = (ConditionCompiler.Compile(condition, RuleEffect.Forbid), ConditionCompiler.Compile(Negation.Of(condition), RuleEffect.Permit));
            foreach (var parameters in Parameters(dice, condition))
            {
                var isSilent = forbid.Evaluate(Call(parameters)) == Truth.False;
                Assert.True(isSilent == (negation.Evaluate(Call(parameters)) == Truth.True), $"seed {Seed}, round {round}: {Implication.TextOf(condition)}");
                if (isSilent) decided++;
            }
        }

        Assert.InRange(decided, 100, int.MaxValue);
    }

    [Fact]
    public void ImpliedCondition_HoldsWhereverTheOthersDo()
    {
        var (dice, proven) = (new Dice(Seed), 0);
        for (var round = 0; round < 800; round++)
        {
            var (given, demanded) = Related(dice);
            if (Implication.FindGap(demanded, [given]) is not null) continue;
            proven++;
            var (before, after) = (ConditionCompiler.Compile(given, RuleEffect.Permit), ConditionCompiler.Compile(demanded, RuleEffect.Permit));
            foreach (var parameters in Parameters(dice, given, demanded))
                if (before.Evaluate(Call(parameters)) == Truth.True)
                    Assert.True(after.Evaluate(Call(parameters)) == Truth.True, $"seed {Seed}, round {round}: {Implication.TextOf(given)} does not imply {Implication.TextOf(demanded)}");
        }

        Assert.InRange(proven, 100, int.MaxValue);
    }

    [Fact]
    public void StricterProhibition_AppliesWhereverTheOtherDoes()
    {
        var (dice, proven) = (new Dice(Seed), 0);
        for (var round = 0; round < 800; round++)
        {
            var (inner, outer) = Related(dice);
            if (!RuleCoverage.IsAsStrict(outer, inner)) continue;
            proven++;
            var (first, second) = (ConditionCompiler.Compile(inner, RuleEffect.Forbid), ConditionCompiler.Compile(outer, RuleEffect.Forbid));
            foreach (var parameters in Parameters(dice, inner, outer))
                if (first.Evaluate(Call(parameters)) != Truth.False)
                    Assert.True(second.Evaluate(Call(parameters)) != Truth.False, $"seed {Seed}, round {round}: {Implication.TextOf(outer)} is not as strict as {Implication.TextOf(inner)}");
        }

        Assert.InRange(proven, 100, int.MaxValue);
    }

    /// <summary>Makes two conditions that have to do with each other: otherwise almost nothing is proven.</summary>
    private static (Condition Left, Condition Right) Related(Dice dice)
    {
        var conditions = new RandomCondition(dice, GenerationProfile.Sayable);
        var (left, right) = (conditions.Next(1), conditions.Next(1));
        return dice.Next(8) switch
        {
            0 => (left, left),
            1 => (new AllOf([left, right]), left),
            2 => (left, new AnyOf([left, right])),
            3 => (new Not(left), new Not(new AllOf([left, right]))),
            4 => (Changed(left, dice), left),
            5 => (left, Changed(left, dice)),
            6 => (new Not(new Not(left)), Changed(left, dice)),
            _ => (left, right),
        };
    }

    private static Condition Changed(Condition condition, Dice dice) => condition switch
    {
        ParameterCondition parameter => dice.Next(4) switch
        {
            0 => parameter with { IsOptional = !parameter.IsOptional },
            1 => parameter with { Tests = [.. parameter.Tests.Where(_ => dice.Percent(50))] },
            2 => parameter with { Tests = [.. parameter.Tests, .. new RandomTest(dice, GenerationProfile.Sayable).NextTests(ParameterSchema.KindOf(parameter.Path)).Where(test => test is not PresenceTest)] },
            _ => parameter with { Tests = [.. parameter.Tests.Select(test => test is NumberRange { Max: { } max } range ? range with { Max = max + ExactDecimal.FromMinorUnits(dice.Between(-2, 2), 0) } : test)] },
        },
        AllOf all => new AllOf([.. all.Parts.Select(part => Changed(part, dice))]),
        AnyOf any => new AnyOf([.. any.Parts.Select(part => Changed(part, dice))]),
        Not not => new Not(Changed(not.Part, dice)),
        Comparison comparison => comparison with { Operator = dice.Pick(Enum.GetValues<ComparisonOperator>()) },
        AttributeCondition { Values.IsEmpty: false } attribute => attribute with { IsOptional = !attribute.IsOptional },
        EgressCondition egress => egress with { IsOptional = !egress.IsOptional },
        _ => condition,
    };

    /// <summary>Makes parameters near what conditions ask for.</summary>
    private static IEnumerable<ParameterTable> Parameters(Dice dice, params ImmutableArray<Condition> conditions)
    {
        var rule = new PolicyRule { Id = "p/r", Effect = RuleEffect.Permit, When = new AllOf(conditions) };
        var calls = new RandomCall(dice, [new PolicyDocument { Name = "p", Rules = [rule] }]);
        for (var left = Calls; left > 0; left--)
        {
            var table = new ParameterTable();
            if (calls.Next().TryRead(table)) yield return table;
        }
    }

    private static PolicyCall Call(ParameterTable parameters) => new()
    {
        Tenant = "acme",
        Agent = "sales-composer",
        Tool = "crm",
        Action = "search",
        Registration = Agent,
        Parameters = parameters,
        DecisionTime = new DateTimeOffset(2026, 5, 4, 12, 30, 0, TimeSpan.Zero),
        Environment = "production",
    };
}
