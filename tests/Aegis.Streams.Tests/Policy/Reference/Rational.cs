using System.Globalization;
using System.Numerics;

namespace Aegis.Streams.Tests.Policy.Reference;

/// <summary>A number as a fraction of two whole numbers, in no particular terms: nothing is ever rounded.</summary>
/// <param name="Above">The numerator.</param>
/// <param name="Below">The denominator, above 0.</param>
internal readonly record struct Rational(BigInteger Above, BigInteger Below)
{
    public bool IsWhole => Above % Below == 0;

    public static Rational operator +(Rational left, Rational right) => new((left.Above * right.Below) + (right.Above * left.Below), left.Below * right.Below);

    public static Rational operator -(Rational left, Rational right) => new((left.Above * right.Below) - (right.Above * left.Below), left.Below * right.Below);

    public static Rational operator *(Rational left, Rational right) => new(left.Above * right.Above, left.Below * right.Below);

    /// <summary>Reads a number of JSON.</summary>
    public static Rational Parse(string text)
    {
        var parts = text.ToUpperInvariant().Split('E');
        var exponent = parts.Length == 2 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var places = point < 0 ? 0 : parts[0].Length - point - 1;
        var digits = BigInteger.Parse(parts[0].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return exponent >= places
            ? new Rational(digits * BigInteger.Pow(10, exponent - places), 1)
            : new Rational(digits, BigInteger.Pow(10, places - exponent));
    }

    public static int Compare(Rational left, Rational right) => (left.Above * right.Below).CompareTo(right.Above * left.Below);

    /// <summary>Says whether the number has at most so many digits after the point.</summary>
    public bool HasPlaces(int most) => Above * BigInteger.Pow(10, most) % Below == 0;
}
