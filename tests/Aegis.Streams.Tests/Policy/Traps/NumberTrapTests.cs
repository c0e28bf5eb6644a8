namespace Aegis.Streams.Tests.Policy.Traps;

/// <summary>Numbers that binary floating point, decimals of fixed width or comparisons by spelling take for others.</summary>
public sealed class NumberTrapTests
{
    [Theory]
    [InlineData("25.0000000000000001")]
    [InlineData("25.00000000000000000001")]
    [InlineData("25.00000000000000000000000000001")]
    [InlineData("25.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001")]
    [InlineData("26")]
    [InlineData("79228162514264337593543950336")]
    [InlineData("1e400")]
    [InlineData("1e9999")]
    public void NumberALittleOrFarOverTheBound_IsOverIt(string number)
    {
        Assert.Equal("deny policy.parameter_range", Trap.Permit("{parameter: v, max: 25}", $$"""{"v":{{number}}}"""));
        Assert.Equal("deny policy.forbidden", Trap.Forbid("{parameter: v, above: 25}", $$"""{"v":{{number}}}"""));
        Assert.Equal("deny policy.comparison_failed", Trap.Permit("{compare: v <= 25}", $$"""{"v":{{number}}}"""));
    }

    [Theory]
    [InlineData("1e100000")]
    [InlineData("-1e100000")]
    [InlineData("1e-10000")]
    [InlineData("1e99999999999")]
    public void ExponentBeyondTheBound_IsRefusedBeforeAnythingIsComputed(string number) =>
        Assert.Equal("deny intents.number_too_long", Trap.Permit("{parameter: v}", $$"""{"v":{{number}}}"""));

    [Fact]
    public void FiveThousandDigits_AreRefusedBeforeAnythingIsCompared() =>
        Assert.Equal("deny intents.number_too_long", Trap.Permit("{parameter: v, max: 25}", $$"""{"v":25.{{new string('0', 5_000)}}1}"""));

    [Fact]
    public void NeighboursAboveTwoToThe53_AreTwoNumbers()
    {
        Assert.Equal("deny policy.parameter_value", Trap.Permit("{parameter: v, equals: 9007199254740992}", """{"v":9007199254740993}"""));
        Assert.Equal("deny policy.comparison_failed", Trap.Permit("{compare: a == b}", """{"a":9007199254740992,"b":9007199254740993}"""));
        Assert.Equal("allow", Trap.Permit("{parameter: v, equals: 9007199254740993}", """{"v":9007199254740993}"""));
    }

    [Theory]
    [InlineData("25", "25.0")]
    [InlineData("25", "2.5e1")]
    [InlineData("25", "250E-1")]
    [InlineData("25.0", "25")]
    [InlineData("2.5e1", "25")]
    [InlineData("0", "-0")]
    [InlineData("0", "-0.0e5")]
    public void EqualNumbersOfOtherSpelling_AreEqual(string listed, string sent)
    {
        Assert.Equal("allow", Trap.Permit($"{{parameter: v, equals: {listed}}}", $$"""{"v":{{sent}}}"""));
        Assert.Equal("allow", Trap.Permit($"{{parameter: v, in: [7, {listed}]}}", $$"""{"v":{{sent}}}"""));
        Assert.Equal("allow", Trap.Permit($"{{compare: v == {listed}}}", $$"""{"v":{{sent}}}"""));
        Assert.Equal("allow", Trap.Permit($"{{parameter: v, min: {listed}, max: {listed}}}", $$"""{"v":{{sent}}}"""));
        Assert.Equal("deny policy.forbidden", Trap.Forbid($"{{parameter: v, equals: {listed}}}", $$"""{"v":{{sent}}}"""));
        Assert.Equal("deny policy.parameter_value", Trap.Permit($"{{parameter: v, not_in: [{listed}]}}", $$"""{"v":{{sent}}}"""));
    }

    [Theory]
    [InlineData("a + b == 0.3", """{"a":0.1,"b":0.2}""")]
    [InlineData("a * b == 299.97", """{"a":3,"b":99.99}""")]
    [InlineData("a * b == 3.3", """{"a":1.1,"b":3}""")]
    [InlineData("a + a + a + a + a + a + a + a + a + a <= 1", """{"a":0.1}""")]
    public void DecimalArithmetic_IsExactWhereFloatsWouldDeny(string comparison, string parameters) =>
        Assert.Equal("allow", Trap.Permit($"{{compare: {comparison}}}", parameters));

    [Theory]
    [InlineData("a * b <= 300", """{"a":3,"b":100.00000000000000000001}""")]
    [InlineData("a + b <= 30000000000000000000000", """{"a":1,"b":30000000000000000000000}""")]
    [InlineData("a + b <= 79228162514264337593543950336", """{"a":79228162514264337593543950336,"b":0.00000000000000000000000000001}""")]
    [InlineData("a * b <= 9223372036854775807", """{"a":9223372036854775807,"b":2}""")]
    [InlineData("(a + b) * (a + b) <= 1", """{"a":1e9999,"b":1e-9999}""")]
    public void DecimalArithmetic_IsExactWhereFloatsWouldAllow(string comparison, string parameters) =>
        Assert.Equal("deny policy.comparison_failed", Trap.Permit($"{{compare: {comparison}}}", parameters));

    [Fact]
    public void ProductBeyondAnyFloat_IsNoAllow() =>
        Assert.Equal("deny policy.product_range", Trap.Permit("{compare: a * a * a * a * a * a * a * a <= 1}", """{"a":1e9999}"""));

    [Fact]
    public void Division_IsNoPartOfTheLanguage() =>
        Assert.Equal(["`compare`: expected one of + - * == != < <= > >=, not `/`"], Trap.Faults("{compare: d / t <= 0.25}"));

    [Fact]
    public void RatioOverZero_IsDeniedWhereTheDenominatorIsBounded()
    {
        const string ratio = "{parameter: t, above: 0}, {compare: d <= 0.25 * t}";

        Assert.Equal("deny policy.parameter_range", Trap.Permit(ratio, """{"d":0,"t":0}"""));
        Assert.Equal("deny policy.parameter_range policy.comparison_failed", Trap.Permit(ratio, """{"d":5,"t":0}"""));
        Assert.Equal("allow", Trap.Permit(ratio, """{"d":30,"t":120}"""));
    }

    [Fact]
    public void SmallestFraction_IsNotZero()
    {
        Assert.Equal("allow", Trap.Permit("{parameter: v, above: 0}", """{"v":1e-30}"""));
        Assert.Equal("deny policy.parameter_value", Trap.Permit("{parameter: v, equals: 0}", """{"v":1e-30}"""));
        Assert.Equal("deny policy.parameter_type", Trap.Permit("{parameter: v, type: integer}", """{"v":25.00000000000000000000000000001}"""));
    }
}
