using System.Globalization;
using System.Numerics;
using System.Text;
using Aegis.Streams.Intents;
using CsCheck;

namespace Aegis.Streams.Tests.Intents;

public sealed class ExactDecimalTests
{
    [Theory]
    [InlineData("25", "25", 0)]
    [InlineData("2.5e1", "25", 0)]
    [InlineData("250E-1", "25.000", 0)]
    [InlineData("-0", "0", 0)]
    [InlineData("0e99999", "0", 0)]
    [InlineData("25.000000000000000000001", "25", 1)]
    [InlineData("24.9999999999999999999999999999999999", "25", -1)]
    [InlineData("1e400", "9e399", 1)]
    [InlineData("-1e400", "1e-400", -1)]
    [InlineData("-1", "0", -1)]
    [InlineData("-2", "-1", -1)]
    [InlineData("9007199254740993", "9007199254740992", 1)]
    [InlineData("0.1", "0.09", 1)]
    public void Compare_IsExact(string left, string right, int expected)
    {
        Assert.Equal(expected, Math.Sign(Read(left).CompareTo(Read(right))));
        Assert.Equal(expected == 0, Read(left) == Read(right));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData("01")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e100001")]
    [InlineData("1e99999999999999999999")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("0x10")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1,5")]
    [InlineData("٥")]
    public void TextThatIsNoJsonNumber_IsRefused(string text) =>
        Assert.False(ExactDecimal.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void TextOverTheLengthLimit_IsRefused() =>
        Assert.False(ExactDecimal.TryParse(Encoding.UTF8.GetBytes(new string('9', ExactDecimal.MaxLength + 1)), out _));

    [Theory]
    [InlineData("25.0", "25")]
    [InlineData("-0.0", "0")]
    [InlineData("1e3", "1000")]
    [InlineData("12.50", "12.5")]
    [InlineData("5e-3", "0.005")]
    [InlineData("1e100", "0.1e101")]
    [InlineData("-1e-100", "-0.1e-99")]
    [InlineData("1e40", "10000000000000000000000000000000000000000")]
    [InlineData("1e41", "0.1e42")]
    [InlineData("12e-42", "0.000000000000000000000000000000000000000012")]
    [InlineData("12e-43", "0.12e-41")]
    [InlineData("0.10e-5", "0.000001")]
    [InlineData("12345678901234567890123456789012345678", "12345678901234567890123456789012345678")]
    [InlineData("-123456789012345678901234567890123456789.00", "-123456789012345678901234567890123456789")]
    [InlineData("0.0123456789012345678901234567890123456789010", "0.012345678901234567890123456789012345678901")]
    [InlineData("1234567890123456789012345678901234567890123e50", "0.1234567890123456789012345678901234567890123e93")]
    [InlineData("100000000000000000000000000000000000000000001", "100000000000000000000000000000000000000000001")]
    public void ToString_IsOneSpellingForEqualNumbers(string text, string expected) => Assert.Equal(expected, Read(text).ToString());

    [Theory]
    [InlineData(1234, 2, "12.34")]
    [InlineData(5, 3, "0.005")]
    [InlineData(500, 0, "500")]
    [InlineData(0, 2, "0")]
    [InlineData(long.MinValue, 2, "-92233720368547758.08")]
    public void FromMinorUnits_PlacesThePoint(long amount, int decimals, string expected) =>
        Assert.Equal(expected, ExactDecimal.FromMinorUnits(amount, decimals).ToString());

    [Fact]
    public void AnyTwoNumbers_CompareAsBigIntegersDo() =>
        Gen.Select(Number, Number).Sample((left, right) =>
        {
            var exponent = Math.Min(left.Exponent, right.Exponent);
            var expected = Scaled(left, exponent).CompareTo(Scaled(right, exponent));
            Assert.Equal(Math.Sign(expected), Math.Sign(Read(Text(left)).CompareTo(Read(Text(right)))));
            Assert.Equal(Read(Text(left)), Read(Read(Text(left)).ToString()));
        });

    [Theory]
    [InlineData("0", true)]
    [InlineData("100", true)]
    [InlineData("12.5", true)]
    [InlineData("0.05", true)]
    [InlineData("12.50", false)]
    [InlineData("0.0", false)]
    [InlineData("-1", false)]
    [InlineData("1e3", false)]
    [InlineData("1.5e3", false)]
    [InlineData("1.5E-3", false)]
    [InlineData("10000000000000000000000000000000000000000", false)]
    public void OwnSpelling_IsTheOneThatIsWritten(string text, bool expected)
    {
        Assert.Equal(expected, ExactDecimal.IsItsOwnSpelling(Encoding.UTF8.GetBytes(text)));
        if (expected) Assert.Equal(text, Read(text).ToString());
    }

    private static readonly Gen<(long Coefficient, int Exponent)> Number = Gen.Select(
        Gen.OneOf(Gen.Long, Gen.Long[-20, 20]), Gen.Int[-60, 60]);

    private static BigInteger Scaled((long Coefficient, int Exponent) number, int exponent) =>
        number.Coefficient * BigInteger.Pow(10, number.Exponent - exponent);

    private static string Text((long Coefficient, int Exponent) number) =>
        string.Create(CultureInfo.InvariantCulture, $"{number.Coefficient}e{number.Exponent}");

    private static ExactDecimal Read(string text)
    {
        Assert.True(ExactDecimal.TryParse(Encoding.UTF8.GetBytes(text), out var value));
        return value;
    }
}
