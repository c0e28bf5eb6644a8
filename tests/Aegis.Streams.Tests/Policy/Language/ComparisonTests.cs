using Aegis.Streams.Policy.Language.Expressions;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Tests.Policy.Generation;
using static Aegis.Streams.Tests.Policy.Generation.Spelt;

namespace Aegis.Streams.Tests.Policy.Language;

public sealed class ComparisonTests
{
    [Theory]
    [InlineData("quantity*unit_price<=50000", "quantity * unit_price <= 50000")]
    [InlineData("a + b * c == d", "a + b * c == d")]
    [InlineData("(a + b) * c != d", "(a + b) * c != d")]
    [InlineData("((a)) + (b + c) < d - e - f", "a + (b + c) < d - e - f")]
    [InlineData("a - (b - c) >= (d - e) - f", "a - (b - c) >= d - e - f")]
    [InlineData("-5 > - -2.50", "-5 > 2.5")]
    [InlineData("-a > -(b)", "0 - a > 0 - b")]
    [InlineData("-a * b > 0", "(0 - a) * b > 0")]
    [InlineData("a - -1 == 1e3", "a - -1 == 1000")]
    [InlineData("[\"unit-price\"] == a[\"25\"].b", "[\"unit-price\"] == a.25.b")]
    [InlineData("[\"25\"] == x", "[\"25\"] == x")]
    [InlineData("a[\"x]\\\"y\"] == 1", "a[\"x]\\\"y\"] == 1")]
    public void Text_IsReadAndHasOneSpelling(string text, string spelling)
    {
        Assert.True(ComparisonParser.TryParse(text, out var comparison, out _, out var fault), fault);
        Assert.Equal(spelling, ComparisonText.Of(comparison));
        Assert.True(ComparisonParser.TryParse(spelling, out var again, out _, out fault), fault);
        TypedForm.AssertEqual(comparison, again);
    }

    [Fact]
    public void Products_BindCloserThanSums()
    {
        Assert.True(ComparisonParser.TryParse("a + b * 2 <= c", out var comparison, out _, out _));
        TypedForm.AssertEqual(
            new Comparison(
                new Operation(new ParameterTerm(Path("a")), ArithmeticOperator.Add, new Operation(new ParameterTerm(Path("b")), ArithmeticOperator.Multiply, new ConstantTerm(Number("2")))),
                ComparisonOperator.LessOrEqual,
                new ParameterTerm(Path("c"))),
            comparison);
    }

    [Fact]
    public void TooManyTermsOrLevels_AreRefused()
    {
        Assert.False(ComparisonParser.TryParse($"{string.Join(" + ", Enumerable.Repeat("a", 64))} == 1", out _, out var offset, out var fault));
        Assert.Equal((257, "more than 64 numbers and parameters"), (offset, fault));
        Assert.False(ComparisonParser.TryParse($"{new string('(', 40)}a{new string(')', 40)} == 1", out _, out _, out fault));
        Assert.Equal("nested deeper than 16 levels", fault);
    }

    [Fact]
    public void AnyText_IsReadOrRefused()
    {
        const int Seed = 5;
        var dice = new Dice(Seed);
        string[] parts = ["a", "b.c", "1", "2.5", "e", ".", "+", "-", "*", "/", "(", ")", "==", "<", "=", "!", " ", "[\"x\"]", "[*]", "[\"", "\"]", "\\", "é", "\n"];
        for (var run = 0; run < 20_000; run++)
        {
            var text = string.Concat(Enumerable.Range(0, dice.Next(12)).Select(_ => dice.Pick(parts)));
            if (ComparisonParser.TryParse(text, out var comparison, out var offset, out _)) Assert.True(ComparisonParser.TryParse(ComparisonText.Of(comparison), out _, out _, out _), text);
            else Assert.InRange(offset, 0, Math.Max(text.Length - 1, 0));
        }
    }
}
