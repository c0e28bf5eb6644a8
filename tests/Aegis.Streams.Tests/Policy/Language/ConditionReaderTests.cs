using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.Tests.Policy.Generation.Spelt;
using OneOf = Aegis.Streams.Policy.Rules.OneOf;

namespace Aegis.Streams.Tests.Policy.Language;

/// <summary>Every key of conditions, with its meaning.</summary>
public sealed class ConditionReaderTests
{
    public static TheoryData<string, object> Tests => new()
    {
        { "type: string", new TypeTest(ParameterType.String) },
        { "type: number", new TypeTest(ParameterType.Number) },
        { "type: integer", new TypeTest(ParameterType.Integer) },
        { "type: boolean", new TypeTest(ParameterType.Boolean) },
        { "type: object", new TypeTest(ParameterType.Object) },
        { "type: array", new TypeTest(ParameterType.Array) },
        { "type: \"null\"", new TypeTest(ParameterType.Null) },
        { "min: 1", new NumberRange(Number("1"), null) },
        { "max: 2.5e1", new NumberRange(null, Number("25")) },
        { "above: -1", new NumberRange(Number("-1"), null) { IsMinExcluded = true } },
        { "below: 0.10", new NumberRange(null, Number("0.1")) { IsMaxExcluded = true } },
        { "min: 1, below: 5", new NumberRange(Number("1"), Number("5")) { IsMaxExcluded = true } },
        { "above: 1, max: 5", new NumberRange(Number("1"), Number("5")) { IsMinExcluded = true } },
        { "decimals: 2", new DecimalPlaces(2) },
        { "equals: EUR", new OneOf([new TextLiteral("EUR")]) },
        { "equals: 25.0", new OneOf([new NumberLiteral(Number("25"))]) },
        { "equals: \"25\"", new OneOf([new TextLiteral("25")]) },
        { "equals: true", new OneOf([new BooleanLiteral(true)]) },
        { "in: [USD, 1, EUR, EUR, 1.0, false]", new OneOf([new TextLiteral("EUR"), new TextLiteral("USD"), new NumberLiteral(Number("1")), new BooleanLiteral(false)]) },
        { "in: EUR", new OneOf([new TextLiteral("EUR")]) },
        { "not_in: [USD]", new OneOf([new TextLiteral("USD")]) { IsNegated = true } },
        { "min_length: 1", new LengthRange(1, null) },
        { "min_length: 1, max_length: 64", new LengthRange(1, 64) },
        { "pattern: '[A-Z]{2}'", new PatternTest(Pattern("[A-Z]{2}")) },
        { "not_pattern: 'a+'", new PatternTest(Pattern("a+")) { IsNegated = true } },
        { "search_pattern: 'a+'", new PatternTest(Pattern("a+")) { IsSearch = true } },
        { "not_search_pattern: 'a+'", new PatternTest(Pattern("a+")) { IsSearch = true, IsNegated = true } },
        { "starts_with: QB-", new AffixTest(["QB-"]) },
        { "ends_with: [.com, .org]", new AffixTest([".com", ".org"]) { IsSuffix = true } },
        { "min_items: 1", new ItemCount(1, null) },
        { "max_items: 50", new ItemCount(null, 50) },
        { "not_before: now", new DateRange(new InstantBound(null, TimeSpan.Zero), null) },
        { "not_after: now+P30D", new DateRange(null, new InstantBound(null, TimeSpan.FromDays(30))) },
        { "not_before: now-PT1H", new DateRange(new InstantBound(null, TimeSpan.FromHours(-1)), null) },
        { "not_before: \"2026-01-31\"", new DateRange(new InstantBound(new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero), TimeSpan.Zero), null) },
        { "not_after: \"2026-01-31T02:00:00+02:00\"", new DateRange(null, new InstantBound(new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero), TimeSpan.Zero)) },
        { "min_duration: PT1M, max_duration: P2W", new DurationRange(TimeSpan.FromMinutes(1), TimeSpan.FromDays(14)) },
        { "egress: https://API.example.com/v1/", new EgressTest(AllowList("https://api.example.com/v1")) },
        { "present: true", new PresenceTest(true) },
        { "present: false", new PresenceTest(false) },
    };

    public static TheoryData<string, object> Conditions => new()
    {
        { "{parameter: note}", new ParameterCondition(Path("note"), []) },
        { "{parameter: note, optional: true, type: string}", new ParameterCondition(Path("note"), [new TypeTest(ParameterType.String)]) { IsOptional = true } },
        { "{parameter: \"tags[*]\", match: any, equals: a}", new ParameterCondition(Path("tags[*]"), [new OneOf([new TextLiteral("a")])]) { Quantifier = Quantifier.Any } },
        { "{parameter: \"tags[*]\", match: every, equals: a}", new ParameterCondition(Path("tags[*]"), [new OneOf([new TextLiteral("a")])]) },
        { "{parameter: '[\"a\"].b', min: 1}", new ParameterCondition(Path("a.b"), [new NumberRange(Number("1"), null)]) },
        { "{parameter: q, max_length: 9, type: string}", new ParameterCondition(Path("q"), [new TypeTest(ParameterType.String), new LengthRange(null, 9)]) },
        { "{compare: quantity <= 5}", new Comparison(new ParameterTerm(Path("quantity")), ComparisonOperator.LessOrEqual, new ConstantTerm(Number("5"))) },
        {
            "{money: {amount: unit_price, currency: currency, limits: {USD: {min: 1, max: 550}, EUR: {max: 500}}}}",
            new MoneyCondition(Path("unit_price"), Path("currency"), [new MoneyLimit("EUR", null, Number("500")), new MoneyLimit("USD", Number("1"), Number("550"))])
        },
        {
            "{time: {zone: Europe/Berlin, days: [tue, mon], from: \"08:00\", to: \"18:30\"}}",
            new TimeWindow("Europe/Berlin", [DayOfWeek.Monday, DayOfWeek.Tuesday], new TimeOnly(8, 0), new TimeOnly(18, 30))
        },
        { "{time: {zone: UTC, days: sun}}", new TimeWindow("UTC", [DayOfWeek.Sunday], new TimeOnly(0, 0), new TimeOnly(0, 0)) },
        { "{time: {zone: UTC, from: \"22:00\", to: \"24:00\"}}", new TimeWindow("UTC", [], new TimeOnly(22, 0), new TimeOnly(0, 0)) },
        { "{egress: [https://b.example.com, https://a.example.com]}", new EgressCondition(AllowList("https://a.example.com", "https://b.example.com")) },
        { "{egress: https://a.example.com, optional: true}", new EgressCondition(AllowList("https://a.example.com")) { IsOptional = true } },
        { "{attribute: region}", new AttributeCondition("region", []) },
        { "{attribute: region, equals: emea}", new AttributeCondition("region", ["emea"]) },
        { "{attribute: region, in: [emea, apac], optional: true}", new AttributeCondition("region", ["apac", "emea"]) { IsOptional = true } },
        { "{attribute: region, not_in: emea}", new AttributeCondition("region", ["emea"]) { IsNegated = true } },
        { "{environment: [staging, production]}", new EnvironmentCondition(["production", "staging"]) },
        { "{environment: production}", new EnvironmentCondition(["production"]) },
        { "{any: [{parameter: a}, {any: [{parameter: b}, {parameter: c}]}]}", new AnyOf([Has("a"), Has("b"), Has("c")]) },
        { "{any: [{parameter: a}]}", Has("a") },
        { "{all: [{parameter: a}, {all: [{parameter: b}]}]}", new AllOf([Has("a"), Has("b")]) },
        { "{not: {parameter: a}}", new Not(Has("a")) },
        { "{not: {all: [{parameter: a}, {parameter: b}]}}", new Not(new AllOf([Has("a"), Has("b")])) },
    };

    [Theory]
    [MemberData(nameof(Tests), DisableDiscoveryEnumeration = true)]
    public void TestKey_HasItsMeaning(string keys, object expected) =>
        TypedForm.AssertEqual(new ParameterCondition(Path("q"), [(ParameterTest)expected]), PolicyTexts.When($"{{parameter: q, {keys}}}"));

    [Theory]
    [MemberData(nameof(Conditions), DisableDiscoveryEnumeration = true)]
    public void Condition_HasItsMeaning(string text, object expected) => TypedForm.AssertEqual(expected, PolicyTexts.When(text));

    [Fact]
    public void Unless_IsNotAnyOf()
    {
        TypedForm.AssertEqual(new Not(Has("a")), PolicyTexts.Rule("    unless: [{parameter: a}]").When);
        TypedForm.AssertEqual(
            new AllOf([Has("x"), new Not(new AnyOf([Has("a"), Has("b")]))]),
            PolicyTexts.Rule("    when: [{parameter: x}]\n    unless: [{parameter: a}, {parameter: b}]").When);
    }

    [Fact]
    public void NoCondition_DemandsNothing() => TypedForm.AssertEqual(AllOf.Nothing, PolicyTexts.Rule("    mode: enforce").When);

    [Fact]
    public void Fragments_AreWrittenOut()
    {
        var rule = Assert.Single(PolicyTexts.One($"{PolicyTexts.Header}fragments:\n  one: [{{parameter: a}}, {{parameter: b}}]\n  two: [{{fragment: one}}, {{parameter: c}}]\nrules:\n  - id: r\n    effect: permit\n    when: [{{fragment: two}}, {{not: {{fragment: one}}}}]\n").Rules);

        TypedForm.AssertEqual(new AllOf([Has("a"), Has("b"), Has("c"), new Not(new AllOf([Has("a"), Has("b")]))]), rule.When);
    }

    private static ParameterCondition Has(string path) => new(Path(path), []);
}
