using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;
using ParameterPath = Aegis.Streams.Policy.Rules.ParameterPath;

namespace Aegis.Streams.Tests.Policy.Generation;

/// <summary>Makes conditions.</summary>
/// <param name="dice">The dice.</param>
/// <param name="profile">Which policies are wanted.</param>
internal sealed class RandomCondition(Dice dice, GenerationProfile profile)
{
    private static readonly ImmutableArray<string> Zones = ["Europe/Berlin", "UTC", "America/New_York", "Asia/Kolkata"];

    private readonly RandomTest _tests = new(dice, profile);

    private bool IsSayable => profile == GenerationProfile.Sayable;

    private bool IsForCedar => profile == GenerationProfile.Cedar && dice.Next(1000) > 1;

    /// <summary>Makes the whole condition of a rule, as `when` and `unless` give it.</summary>
    public Condition NextWhole()
    {
        var when = NextSome(dice.PickWeighted((20, 0), (45, 1), (28, 2), (7, 3)), depth: 0);
        return dice.Percent(20) ? new AllOf([.. when, new Not(new AnyOf(NextSome(dice.Between(1, 2), depth: 0)))]) : new AllOf(when);
    }

    public ImmutableArray<ParameterPath> NextPaths(int least, int most) => [.. dice.PickSome(ParameterSchema.All.Select(item => item.Path), least, most)];

    /// <summary>Makes a condition.</summary>
    /// <param name="depth">In how many others it is.</param>
    public Condition Next(int depth)
    {
        if (depth < 3 && dice.Percent(25))
        {
            return dice.Next(3) switch
            {
                0 => new AnyOf(NextSome(dice.Between(1, 3), depth + 1)),
                1 => new AllOf(NextSome(dice.Between(IsSayable ? 1 : 0, 2), depth + 1)),
                _ => new Not(Next(depth + 1)),
            };
        }

        return dice.PickWeighted<Func<Condition>>(
            (70, NextParameter),
            (8, NextComparison),
            (7, NextMoney),
            (5, NextAttribute),
            (4, () => new EnvironmentCondition([.. dice.PickSome(["production", "staging"], 1, 2)])),
            (3, () => IsForCedar ? NextParameter() : NextWindow()),
            (3, () => IsForCedar ? NextParameter() : new EgressCondition(_tests.NextAllowList()) { IsOptional = dice.Percent(40) }))();
    }

    private ImmutableArray<Condition> NextSome(int count, int depth) => [.. Enumerable.Range(0, count).Select(_ => Next(depth))];

    private ParameterCondition NextParameter()
    {
        var (path, kind) = dice.Pick(ParameterSchema.All);
        while (path.HasItems && IsForCedar) (path, kind) = dice.Pick(ParameterSchema.All);
        var tests = _tests.NextTests(kind);
        return new ParameterCondition(path, tests)
        {
            Quantifier = path.HasItems && dice.Percent(45) ? Quantifier.Any : Quantifier.Every,
            IsOptional = !tests.Any(test => test is PresenceTest) && tests.Length > 0 && dice.Percent(30),
        };
    }

    private Comparison NextComparison()
    {
        var operation = (ComparisonOperator)dice.Next(6);
        if (!IsForCedar) return new Comparison(NextExpression(0), operation, NextExpression(0));
        var (term, constant) = ((Expression)NextTerm(), new ConstantTerm(_tests.NextNumber()));
        return dice.Percent(50) ? new Comparison(term, operation, constant) : new Comparison(constant, operation, term);
    }

    private Expression NextExpression(int depth) => dice.PickWeighted<Func<Expression>>(
        (50, NextTerm),
        (20, () => new ConstantTerm(_tests.NextNumber())),
        (depth < 3 ? 30 : 0, () => new Operation(NextExpression(depth + 1), (ArithmeticOperator)dice.Next(3), NextExpression(depth + 1))))();

    private ParameterTerm NextTerm() => new(Spelt.Path(dice.PickWeighted((30, "discount"), (30, "quantity"), (30, "price"), (7, "customer.level"), (3, "sku"))));

    private MoneyCondition NextMoney() => new(
        Spelt.Path(dice.PickWeighted((80, "price"), (20, "discount"))),
        Spelt.Path("currency"),
        [.. dice.PickSome(SampleValues.Currencies, 1, 3).Order(StringComparer.Ordinal).Select(currency =>
        {
            var range = _tests.NextRange();
            return new MoneyLimit(currency, range.Min, range.Max);
        })]);

    private AttributeCondition NextAttribute()
    {
        var values = dice.PickSome(["eu", "us", "EU"], 0, 2);
        return new AttributeCondition(dice.Pick(["region", "tier", "__extn"]), [.. values])
        {
            IsNegated = values.Length > 0 && dice.Percent(40),
            IsOptional = dice.Percent(40) && !(IsSayable && values.Length == 0),
        };
    }

    private TimeWindow NextWindow() => new(
        dice.Pick(Zones),
        [.. dice.PickSome(Enum.GetValues<DayOfWeek>(), 0, 4)],
        new TimeOnly(dice.Pick([0, 8, 22]), dice.Pick([0, 30])),
        new TimeOnly(dice.Pick([6, 12, 18]), dice.Pick([0, 30])));
}
