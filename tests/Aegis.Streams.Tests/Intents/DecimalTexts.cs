using System.Globalization;
using System.Numerics;
using System.Text;

namespace Aegis.Streams.Tests.Intents;

/// <summary>Makes numbers in many spellings, with more of them where the representation changes: at 19 and 38 digits.</summary>
internal sealed class DecimalTexts(int seed)
{
    private readonly Random _random = new(seed);

    public Number Next()
    {
        var length = _random.Next(6) switch
        {
            0 => _random.Next(1, 4),
            1 => _random.Next(17, 22),
            2 => _random.Next(28, 42),
            3 => _random.Next(1, 120),
            _ => _random.Next(1, 12),
        };
        var digits = new StringBuilder().Append((char)('1' + _random.Next(9)));
        while (digits.Length < length) digits.Append(_random.Next(4) switch { 0 => '0', 1 => '9', _ => (char)('0' + _random.Next(10)) });
        if (_random.Next(8) == 0) digits.Clear().Append('0');
        var decimals = _random.Next(2) * _random.Next(50);
        var exponent = _random.Next(3) == 0 ? _random.Next(-60, 60) : _random.Next(20) == 0 ? _random.Next(-3000, 3000) : 0;

        var sign = _random.Next(3) == 0 ? "-" : "";
        var all = digits.ToString().PadLeft(decimals + 1, '0');
        var point = decimals > 0 ? "." : "";
        var power = exponent != 0 ? string.Create(CultureInfo.InvariantCulture, $"e{exponent}") : "";
        var text = $"{sign}{all[..^decimals]}{point}{all[^decimals..]}{power}";
        return new Number(text, BigInteger.Parse(sign + digits, CultureInfo.InvariantCulture), exponent - decimals);
    }

    /// <summary>Spells a number as it is hashed.</summary>
    public static string Canonical(BigInteger coefficient, int exponent)
    {
        if (coefficient.IsZero) return "0";
        var sign = coefficient.Sign < 0 ? "-" : "";
        var all = BigInteger.Abs(coefficient).ToString(CultureInfo.InvariantCulture);
        var digits = all.TrimEnd('0');
        var scale = all.Length + exponent;
        if (scale < -40 || scale > digits.Length + 40) return string.Create(CultureInfo.InvariantCulture, $"{sign}0.{digits}e{scale}");
        if (scale <= 0) return $"{sign}0.{new string('0', -scale)}{digits}";
        return scale >= digits.Length ? sign + digits.PadRight(scale, '0') : $"{sign}{digits[..scale]}.{digits[scale..]}";
    }

    public sealed record Number(string Text, BigInteger Coefficient, int Exponent)
    {
        public BigInteger At(int exponent) => Coefficient * BigInteger.Pow(10, Exponent - exponent);
    }
}
