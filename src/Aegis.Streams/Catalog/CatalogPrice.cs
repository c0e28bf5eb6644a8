using System.Globalization;

namespace Aegis.Streams.Catalog;

/// <summary>Prices as files and people write them, such as `129.00`, to and from minor units. Exact: no floating point, no rounding.</summary>
public static class CatalogPrice
{
    /// <summary>Reads a price.</summary>
    /// <param name="text">Digits, and after a point at most as many decimals as the currency has.</param>
    /// <param name="currency">ISO 4217 code of the currency.</param>
    /// <param name="minor">The price in minor units.</param>
    /// <returns>Whether it is such a price, and fits.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, string currency, out long minor)
    {
        minor = 0;
        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? [] : text[(point + 1)..];
        var decimals = Currencies.Decimals(currency);
        if (whole.IsEmpty || (point >= 0 && fraction.IsEmpty) || fraction.Length > decimals) return false;
        if (whole.ContainsAnyExceptInRange('0', '9') || fraction.ContainsAnyExceptInRange('0', '9')) return false;

        Span<char> digits = stackalloc char[decimals];
        digits.Fill('0');
        fraction.CopyTo(digits);
        return long.TryParse([.. whole, .. digits], NumberStyles.None, CultureInfo.InvariantCulture, out minor);
    }

    /// <summary>Writes a price with all decimals of its currency.</summary>
    /// <param name="minor">The price in minor units, 0 and up.</param>
    /// <param name="currency">ISO 4217 code of the currency.</param>
    /// <returns>A text that <see cref="TryParse"/> reads as the same price.</returns>
    public static string Format(long minor, string currency)
    {
        var decimals = Currencies.Decimals(currency);
        if (decimals == 0) return minor.ToString(CultureInfo.InvariantCulture);
        var digits = minor.ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        return $"{digits.AsSpan(0, digits.Length - decimals)}.{digits.AsSpan(digits.Length - decimals)}";
    }
}
