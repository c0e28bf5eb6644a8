using System.Text;
using Aegis.Streams.Intents;

namespace Aegis.Streams.Tests.Intents;

public sealed class ExactDecimalArithmeticTests
{
    [Fact]
    public void ThreeTimesALittleMoreThanAHundred_IsOverThreeHundred() => Assert.False(Read("3") * Read("100.00000000000000000001") <= Read("300"));

    [Fact]
    public void OneMoreThanThirtySextillion_IsOverIt() => Assert.False(Read("1") + Read("30000000000000000000000") <= Read("30000000000000000000000"));

    [Fact]
    public void ThreeTimesOnePointOne_IsThreePointThree() => Assert.True(Read("1.1") * Read("3") == Read("3.3"));

    [Fact]
    public void TenTenths_AreAtMostOne()
    {
        var sum = ExactDecimal.Zero;
        for (var i = 0; i < 10; i++) sum += Read("0.1");

        Assert.True(sum <= Read("1"));
        Assert.Equal(Read("1"), sum);
    }

    [Fact]
    public void ATenthAndTwo_AreThree() => Assert.True(Read("0.1") + Read("0.2") == Read("0.3"));

    [Fact]
    public void NumbersBeyondADouble_StayExact()
    {
        Assert.Equal("0.1e401", (Read("1e400") + Read("1") - Read("1")).ToString());
        Assert.Equal("1", (Read("9007199254740993") - Read("9007199254740992")).ToString());
        Assert.True(Read("1e400") * Read("1e-400") == Read("1"));
        Assert.False(Read("79228162514264337593543950336") + Read("0.00000000000000000000000000001") <= Read("79228162514264337593543950336"));
    }

    [Theory]
    [InlineData("99999999999999999999999999999999999999", "1", "100000000000000000000000000000000000000")]
    [InlineData("99999999999999999999999999999999999999", "99999999999999999999999999999999999999", "199999999999999999999999999999999999998")]
    [InlineData("-99999999999999999999999999999999999999", "1e38", "1")]
    [InlineData("999999999999999999", "1", "1000000000000000000")]
    [InlineData("1e45", "-1e-5", "999999999999999999999999999999999999999999999.99999")]
    [InlineData("0", "-5", "-5")]
    [InlineData("1e400", "-1e400", "0")]
    [InlineData("1e400", "0", "0.1e401")]
    public void Sum_Carries(string left, string right, string expected)
    {
        Assert.Equal(expected, (Read(left) + Read(right)).ToString());
        Assert.Equal(expected, (Read(right) - -Read(left)).ToString());
    }

    [Theory]
    [InlineData("12.5", "8", "100")]
    [InlineData("-0.5", "0.5", "-0.25")]
    [InlineData("-0.5", "0", "0")]
    [InlineData("18446744073709551615", "18446744073709551615", "340282366920938463426481119284349108225")]
    [InlineData("12345678901234567890123456789012345678901", "1000000001", "12345678913580246791358024679135802467913345678901")]
    public void Product_IsExact(string left, string right, string expected)
    {
        Assert.Equal(expected, (Read(left) * Read(right)).ToString());
        Assert.Equal(expected, (Read(right) * Read(left)).ToString());
    }

    [Theory]
    [InlineData("25", 1, true, 0)]
    [InlineData("25.0", 1, true, 0)]
    [InlineData("2.5e1", 1, true, 0)]
    [InlineData("-25.50", -1, false, 1)]
    [InlineData("1e400", 1, true, 0)]
    [InlineData("1e-400", 1, false, 400)]
    [InlineData("-0.0", 0, true, 0)]
    [InlineData("123456789012345678901234567890123456789012345.00", 1, true, 0)]
    [InlineData("-0.123456789012345678901234567890123456789012345", -1, false, 45)]
    public void Number_KnowsItsSignAndItsPlaces(string text, int sign, bool isInteger, int decimalPlaces)
    {
        var value = Read(text);

        Assert.Equal((sign, isInteger, decimalPlaces), (value.Sign, value.IsInteger, value.DecimalPlaces));
        Assert.Equal(-sign, (-value).Sign);
    }

    [Fact]
    public void LargestDistance_IsExactAndComparedByItsLastDigit()
    {
        var sum = Read("1e9999") + Read("1e-9999");

        Assert.True(sum > Read("1e9999"));
        Assert.Equal(9999, sum.DecimalPlaces);
        Assert.Equal(Read("1e-9999"), sum - Read("1e9999"));
    }

    [Fact]
    public void ResultOutOfBounds_Throws()
    {
        var value = Read("1e100000");
        for (var i = 1; i < 10; i++) value *= Read("1e100000");

        Assert.Equal("0.1e1000001", value.ToString());
        Assert.Throws<OverflowException>(() => value * Read("10"));
        Assert.Throws<OverflowException>(() => (Read("1e-100000") + Read("1")) * Read("1e100000") * value * Read("1.5"));
    }

    [Fact]
    public void UsualNumbers_AreReadComparedAndCalculatedWithWithoutAllocating()
    {
        byte[] price = [.. "1234567890.1234567890123456789012345678"u8], discount = [.. "25.5"u8];
        var (isRead, isLess) = (false, false);

        Assert.Equal(0, Allocation.Least(() =>
        {
            isRead = ExactDecimal.TryParse(price, out var left) & ExactDecimal.TryParse(discount, out var right);
            isLess = right + right < left && left - right > right && right * right <= left && -left != right && left.GetHashCode() != 0;
        }));
        Assert.True(isRead && isLess);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AnyNumbers_CalculateAsBigIntegersDo(int seed)
    {
        var numbers = new DecimalTexts(seed);
        for (var i = 0; i < 4_000; i++)
        {
            var (left, right) = (numbers.Next(), numbers.Next());
            var (a, b) = (Read(left.Text), Read(right.Text));
            var exponent = Math.Min(left.Exponent, right.Exponent);
            var (x, y) = (left.At(exponent), right.At(exponent));

            Assert.Equal($"{left.Text} {DecimalTexts.Canonical(left.Coefficient, left.Exponent)}", $"{left.Text} {a}");
            Assert.Equal((left.Text, right.Text, x.CompareTo(y)), (left.Text, right.Text, a.CompareTo(b)));
            Assert.Equal(x == y, a.Equals(b));
            Assert.Equal($"{left.Text} + {right.Text} = {DecimalTexts.Canonical(x + y, exponent)}", $"{left.Text} + {right.Text} = {a + b}");
            Assert.Equal($"{left.Text} - {right.Text} = {DecimalTexts.Canonical(x - y, exponent)}", $"{left.Text} - {right.Text} = {a - b}");
            var product = DecimalTexts.Canonical(left.Coefficient * right.Coefficient, left.Exponent + right.Exponent);
            Assert.Equal($"{left.Text} * {right.Text} = {product}", $"{left.Text} * {right.Text} = {a * b}");
            Assert.Equal((a, a.GetHashCode()), (a + b - b, (a + b - b).GetHashCode()));
        }
    }

    private static ExactDecimal Read(string text)
    {
        Assert.True(ExactDecimal.TryParse(Encoding.UTF8.GetBytes(text), out var value));
        return value;
    }
}
