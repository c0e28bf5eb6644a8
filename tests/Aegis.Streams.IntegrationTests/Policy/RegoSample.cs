using System.Collections.Immutable;
using Aegis.Streams.Policy.Egress;
using Aegis.Streams.Policy.Patterns;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.IntegrationTests.Policy.RegoScene;

namespace Aegis.Streams.IntegrationTests.Policy;

/// <summary>A base and a layer that hold every kind of condition, test and declaration there is.</summary>
internal static class RegoSample
{
    public static ImmutableArray<PolicyDocument> Documents { get; } = [Base(), Layer()];

    /// <summary>Gets a policy with a permit and a forbid of every condition, so that its decisions tell the value of each.</summary>
    public static PolicyDocument EachCondition { get; } = new()
    {
        Name = "each",
        Tools = [new ToolDeclaration { Tool = NameGlob.Any, Parameters = [Path("quantity"), Path("unit_price"), Path("currency"), Path("items[*].sku")] }],
        Rules = [.. Parameters().Concat(Others()).SelectMany((condition, i) => new[]
        {
            new PolicyRule { Id = $"each/{i:d2}/permit", Effect = RuleEffect.Permit, When = condition, AcceptsUnknown = i % 4 > 0 },
            new PolicyRule { Id = $"each/{i:d2}/forbid", Effect = RuleEffect.Forbid, When = condition },
        })],
    };

    public static Pattern Pattern(string text) => Streams.Policy.Patterns.Pattern.TryParse(text, out var pattern, out _) ? pattern : throw new ArgumentException(text);

    public static EgressAllowList Egress(params string[] entries) =>
        new([.. entries.Select(text => EgressEntry.TryParse(text, out var entry, out var fault) ? entry : throw new ArgumentException(fault))]);

    /// <summary>Makes arguments most of whose parts pass.</summary>
    public static string Arguments(Random random)
    {
        string[] parts =
        [
            .. Pick("quantity", "3", "3", "13", "2.5", "\"3\""), .. Pick("unit_price", "99.99", "9e1", "501", "null"), .. Pick("currency", "\"EUR\"", "\"USD\"", "\"JPY\""),
            .. Pick("sku", "\"ABC-12\"", "\"ABC-\"", "\"A--1\""), .. Pick("urgent", "false", "false", "true"), .. Pick("items", "[]", "[{\"sku\":\"x\",\"tags\":[\"a\"]}]", "[{\"x\":1}]", "5"),
            .. Pick("discount", "0", "24.99", "25", "1.005"), .. Pick("start", "\"2026-12-01\"", "\"2026-11-28T11:00:00+01:00\"", "\"soon\""), .. Pick("validity", "\"P30D\"", "\"PT1S\""),
            .. Pick("callback", "\"https://a.example.com/v1\"", "\"https://a@b\""), .. Pick("level", "25.0", "\"x\"", "26", "[]"), .. Pick("note", "1"), .. Pick("password", "1"), .. Pick("extra", "1"),
        ];
        return $"{{{string.Join(',', parts)}}}";

        // The first value comes most often, and the first parameters are mostly there.
        string[] Pick(string name, params string[] values) => random.Next(8) < (values.Length > 3 || name is "currency" or "sku" or "urgent" ? 7 : 2)
            ? [$"\"{name}\":{values[random.Next(4) > 0 ? 0 : random.Next(values.Length)]}"]
            : [];
    }

    private static ImmutableArray<Condition> Parameters() =>
    [
        Parameter("discount", new NumberRange(Number("-0.5"), Number("25")) { IsMaxExcluded = true }, new DecimalPlaces(2)) with { IsOptional = true },
        Parameter("quantity", new TypeTest(ParameterType.Integer), new NumberRange(Number("0"), Number("1e60")) { IsMinExcluded = true }),
        Parameter("sku", new LengthRange(1, 64), new PatternTest(Pattern("[A-Z]{3}-\\d+")), new PatternTest(Pattern("--")) { IsNegated = true, IsSearch = true }),
        Parameter("region", new OneOf([new TextLiteral("EU"), new TextLiteral("é😀\"\\\n\u202e")]) { IsNegated = true }) with { IsOptional = true },
        Parameter("level", new OneOf([new NumberLiteral(Number("25")), new TextLiteral("x"), new BooleanLiteral(true)])) with { IsOptional = true },
        Parameter("""headers["x.y"].z""", new AffixTest(["a", "b"]), new AffixTest([".com"]) { IsSuffix = true }) with { IsOptional = true },
        Parameter("items", new ItemCount(1, 100)) with { IsOptional = true },
        Parameter("items[*].tags[*]", new TypeTest(ParameterType.String)) with { IsOptional = true },
        Parameter("items[*].sku", new LengthRange(1, 3)) with { Quantifier = Quantifier.Any, IsOptional = true },
        Parameter("items[*]"),
        Parameter("start", new DateRange(new InstantBound(null, TimeSpan.FromHours(-1)), new InstantBound(DateTimeOffset.UnixEpoch, TimeSpan.FromDays(30_000)))) with { IsOptional = true },
        Parameter("validity", new DurationRange(TimeSpan.FromMinutes(1), TimeSpan.FromDays(30))) with { IsOptional = true },
        Parameter("callback", new EgressTest(Egress("https://*.example.com/v1", "https://api.example.org:8443"))) with { IsOptional = true },
        Parameter("password", new PresenceTest(false)),
    ];

    private static ImmutableArray<Condition> Others() =>
    [
        new Comparison(new Operation(new ParameterTerm(Path("quantity")), ArithmeticOperator.Multiply, new ParameterTerm(Path("unit_price"))), ComparisonOperator.LessOrEqual, new ConstantTerm(Number("50000"))),
        new Comparison(new ParameterTerm(Path("quantity")), ComparisonOperator.NotEqual, new ConstantTerm(Number("13"))),
        new MoneyCondition(Path("unit_price"), Path("currency"), [new MoneyLimit("EUR", null, Number("500")), new MoneyLimit("USD", Number("1"), Number("550.5"))]),
        new TimeWindow("Europe/Berlin", [DayOfWeek.Saturday, DayOfWeek.Monday], new TimeOnly(8, 0), new TimeOnly(18, 0)),
        new Not(new TimeWindow("UTC", [DayOfWeek.Friday], new TimeOnly(22, 0), new TimeOnly(6, 0))),
        new EgressCondition(Egress("https://api.example.com")) { IsOptional = true },
        new AttributeCondition("region", ["eu", "us"]) { IsOptional = true },
        new AttributeCondition("clearance", []) { IsOptional = true },
        new AttributeCondition("region", ["cn"]) { IsNegated = true, IsOptional = true },
        new EnvironmentCondition(["production", "staging"]),
        new AnyOf([Parameter("quantity", AtMost("3")), new Not(new AllOf([Parameter("urgent", new OneOf([new BooleanLiteral(true)])), Parameter("quantity", AtMost("9"))]))]),
    ];

    private static PolicyDocument Base() => new()
    {
        Name = "quotes",
        Tools =
        [
            new ToolDeclaration { Tool = Globs("pricing")[0], Actions = Globs("quote", "re*"), Class = ToolClass.Expensive, Parameters = [Path("note"), Path("items[*].extra")] },
            new ToolDeclaration { Tool = Globs("**")[0], AcceptsUnknown = false, Class = ToolClass.Read },
            new ToolDeclaration { Tool = Globs("open/*")[0], AcceptsUnknown = true },
        ],
        Rules =
        [
            new PolicyRule
            {
                Id = "quotes/all",
                Effect = RuleEffect.Permit,
                Who = new Subject { Agents = Globs("composer", "sales.*"), Groups = Globs("sales"), Roles = Globs("seller", "admin:**"), Tenants = Globs("acme") },
                What = new Target { Tools = Globs("pricing"), Actions = Globs("quote", "requote"), Classes = [ToolClass.Expensive, ToolClass.Write] },
                When = new AllOf([.. Parameters(), .. Others()]),
                Accepts = [Path("unit_price"), Path("currency"), Path("urgent")],
                Catalog = new CatalogDemand(Path("sku")) { Price = Path("unit_price") },
            },
            new PolicyRule { Id = "quotes/never", Effect = RuleEffect.Forbid, When = new Not(new AnyOf([.. Parameters(), .. Others()])) },
            new PolicyRule { Id = "quotes/mask", Effect = RuleEffect.Sanitize, When = Parameter("note"), Dlp = new DlpDemand("default", [Path("note")]) },
            new PolicyRule { Id = "quotes/seen", Effect = RuleEffect.Permit, IsObserved = true },
        ],
    };

    private static PolicyDocument Layer() => new()
    {
        Name = "limits",
        Tenant = "acme",
        Narrows = Globs("composer"),
        Tools = [new ToolDeclaration { Tool = Globs("pricing")[0], Parameters = [Path("extra")], AcceptsUnknown = true }],
        Rules =
        [
            new PolicyRule { Id = "acme/limits/approve", Effect = RuleEffect.RequireApproval, When = new Not(new AllOf([.. Parameters(), .. Others()])) },
            new PolicyRule { Id = "acme/limits/permit", Effect = RuleEffect.Permit, When = Parameter("quantity", AtMost("5")), Accepts = [Path("sku")] },
        ],
    };
}
