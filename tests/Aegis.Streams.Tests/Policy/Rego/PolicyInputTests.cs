using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Aegis.Streams.Policy.Egress;
using Aegis.Streams.Policy.Rego;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.Tests.Policy.Rego.RegoSample;

namespace Aegis.Streams.Tests.Policy.Rego;

public sealed class PolicyInputTests
{
    private static readonly DateTimeOffset Saturday = new(2026, 11, 28, 10, 5, 0, TimeSpan.Zero);

    [Fact]
    public void PlainFacts_AreWrittenAndArgumentsKeptByteForByte()
    {
        var call = Call with { Groups = ["g"], Roles = ["r"], Attributes = ImmutableSortedDictionary<string, string>.Empty.Add("region", "eu"), EgressTarget = "https://x", ClaimedClass = ToolClass.Read };

        var input = PolicyInput.Write(DerivedFacts.Of([]), call, """{ "v":2.50e1, "\u0061": "é" }"""u8.ToArray(), Saturday, "production");

        Assert.Equal(
            """{"tenant":"acme","agent":"composer","groups":["g"],"roles":["r"],"attributes":{"region":"eu"},"environment":"production","tool":"pricing","action":"quote","class_claim":"read","args":{ "v":2.50e1, "\u0061": "é" },"decision_time":"2026-11-28T10:05:00Z","egress_target":"https://x","derived":{}}""",
            Encoding.UTF8.GetString(input));
    }

    [Fact]
    public void ArgumentsThatAreNoJson_AreNotWritten() =>
        Assert.ThrowsAny<JsonException>(() => PolicyInput.Write(DerivedFacts.Of([]), Call, "{},\"agent\":\"admin\""u8.ToArray(), Saturday, null));

    [Fact]
    public void TimesAndDurations_AreTicks() => Assert.Equal(
        """{"instants":{"1970-01-01":0,"1970-01-01T00:00:01.5+00:00":15000000},"durations":{"PT1H30M":54000000000},"bounds":{"now-PT1H":17958567000000000,"now":17958603000000000}}""",
        Derived(
            new AllOf([
                Parameter("t[*]", new DateRange(new InstantBound(null, TimeSpan.FromHours(-1)), new InstantBound(null, TimeSpan.Zero))),
                Parameter("d", new DurationRange(null, TimeSpan.FromDays(1)))]),
            """{"t":["1970-01-01","1970-01-01T00:00:01.5+00:00","soon",5],"d":"PT1H30M"}"""));

    [Fact]
    public void Windows_AreToldInTheirZone() => Assert.Equal(
        """{"local":{"Asia/Tokyo":{"day":"sat","minute":1145},"Europe/Berlin":{"day":"sat","minute":665}}}""",
        Derived(
            new AnyOf([new TimeWindow("Europe/Berlin", [], new TimeOnly(8, 0), new TimeOnly(9, 0)), new TimeWindow("Asia/Tokyo", [], new TimeOnly(8, 0), new TimeOnly(9, 0))]),
            "{}"));

    /// <summary>Berlin was 53 minutes and 28 seconds before Greenwich, which the time zones of .NET round: that the engine's are used shows here.</summary>
    [Fact]
    public void Windows_AreToldByTheEnginesTimeZones()
    {
        var window = new TimeWindow("Europe/Berlin", [], new TimeOnly(1, 0), new TimeOnly(2, 0));
        var facts = DerivedFacts.Of([new PolicyDocument { Name = "p", Rules = [new Streams.Policy.Rules.PolicyRule { Id = "p/r", Effect = RuleEffect.Forbid, When = window }] }]);

        var input = PolicyInput.Write(facts, Call, "{}"u8.ToArray(), new DateTimeOffset(1850, 1, 1, 0, 6, 32, TimeSpan.Zero), null);

        Assert.Contains("\"derived\":{\"local\":{\"Europe/Berlin\":{\"day\":\"tue\",\"minute\":60}}}", Encoding.UTF8.GetString(input), StringComparison.Ordinal);
    }

    [Fact]
    public void Urls_AreCanonicalOrNull() => Assert.Equal(
        """{"urls":{"HTTPS://API.example.com":{"scheme":"https","host":"api.example.com","port":443,"path":"/"},"https://a@b":null},"egress":null}""",
        Derived(new AllOf([Parameter("u[*]", new EgressTest(new EgressAllowList([]))), new EgressCondition(new EgressAllowList([]))]), """{"u":["HTTPS://API.example.com","https://a@b"]}"""));

    [Fact]
    public void Places_StandUnderTheNumbersOwnSpelling() => Assert.Equal(
        """{"places":{"1.50":1,"100":0,"1e-400":400,"2.5e1":0,"25e-2":2}}""",
        Derived(Parameter("n[*]", new DecimalPlaces(2)), """{"n":[100,1.50,2.5e1,25e-2,1e-400,"x"]}"""));

    [Fact]
    public void Expressions_AreComputedExactly()
    {
        var product = new Operation(new ParameterTerm(Path("a")), ArithmeticOperator.Multiply, new Operation(new ParameterTerm(Path("""b["c d"]""")), ArithmeticOperator.Add, new ConstantTerm(Number("0.1"))));
        Assert.Equal(
            """{"values":{"(args.a * (args.b[\"c d\"] + 0.1))":0.9}}""",
            Derived(new Comparison(product, ComparisonOperator.LessOrEqual, new ConstantTerm(Number("1"))), """{"a":3,"b":{"c d":0.2}}"""));
        Assert.Equal("""{"values":{}}""", Derived(new Comparison(product, ComparisonOperator.LessOrEqual, new ConstantTerm(Number("1"))), """{"a":3,"b":{"c d":"0.2"}}"""));
    }

    private static CallFacts Call => new() { Tenant = "acme", Agent = "composer", Tool = "pricing", Action = "quote" };

    private static string Derived(Condition condition, string arguments)
    {
        var input = PolicyInput.Write(DerivedFacts.Of([Document("p", RuleEffect.Permit, condition)]), Call, Encoding.UTF8.GetBytes(arguments), Saturday, null);
        using var document = JsonDocument.Parse(input);
        return document.RootElement.GetProperty("derived").GetRawText();
    }
}
