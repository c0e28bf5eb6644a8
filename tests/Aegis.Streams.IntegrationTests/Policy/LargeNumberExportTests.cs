using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.IntegrationTests.Policy.RegoScene;

namespace Aegis.Streams.IntegrationTests.Policy;

/// <summary>A real Open Policy Agent reads no number beyond 2^100000; what policies and calls can make of numbers stays below that.</summary>
public sealed class LargeNumberExportTests
{
    [Fact]
    public void BoundsOfPolicies_AreComparedExactly()
    {
        Assert.Equal("TTFFT", Kleene(Parameter("v", AtMost("9.99e999")), ["""{"v":9.99e999}""", """{"v":1e-9999}""", """{"v":9.9900000000000000000000000000000001e999}""", """{"v":1e9999}""", """{"v":-1e9999}"""]));
        Assert.Equal("TFF", Kleene(Parameter("v", new NumberRange(Number("1e-1000"), null)), ["""{"v":1e-1000}""", """{"v":9.99e-1001}""", """{"v":0}"""]));
        Assert.Equal("TF", Kleene(Parameter("v", new OneOf([new NumberLiteral(Number($"{new string('7', 1_000)}"))])), [$$"""{"v":{{new string('7', 1_000)}}}""", $$"""{"v":{{new string('7', 999)}}8}"""]));
    }

    [Fact]
    public void ProductsAreToldAsFarAsTheyCanBe()
    {
        string[] arguments = ["""{"a":1e9999}""", """{"a":-1e9999}""", """{"a":1e-9999}""", """{"a":0}"""];

        Assert.Equal("TFTF", Kleene(Positive(3), arguments));
        Assert.Equal("UUUF", Kleene(Positive(4), arguments));
    }

    private static Comparison Positive(int factors)
    {
        Expression parameter = new ParameterTerm(Path("a"));
        var product = Enumerable.Range(1, factors - 1).Aggregate(parameter, (left, _) => new Operation(left, ArithmeticOperator.Multiply, parameter));
        return new Comparison(product, ComparisonOperator.Greater, new ConstantTerm(Number("0")));
    }
}
