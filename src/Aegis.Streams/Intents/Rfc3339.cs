using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace Aegis.Streams.Intents;

/// <summary>Instants in JSON and files, such as `2026-11-24T10:00:00.000Z` (RFC 3339). What is finer than 100 ns is cut off.</summary>
public static class Rfc3339
{
    private const int MaxFraction = 7;
    private const int MaxLength = 64;
    private const string UtcForm = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    private static readonly string[] Forms = [UtcForm, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    /// <summary>Reads an instant.</summary>
    /// <param name="text">The text.</param>
    /// <param name="instant">The instant.</param>
    /// <returns>Whether the text is an instant.</returns>
    public static bool TryParse(string text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length > MaxLength) return false;
        var fraction = text.IndexOf('.', StringComparison.Ordinal) + 1;
        var digits = fraction == 0 ? 0 : text.AsSpan(fraction).IndexOfAnyExceptInRange('0', '9');
        if (fraction > 0 && digits == 0) return false; // `10:00:00.Z`, which the forms below would take.
        if (digits > MaxFraction) text = text.Remove(fraction + MaxFraction, digits - MaxFraction);
        return DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
    }

    /// <summary>Writes an instant in UTC, with as many decimals of the second as it has.</summary>
    /// <param name="instant">The instant.</param>
    /// <returns>A text that <see cref="TryParse"/> reads as the same instant.</returns>
    public static string Format(DateTimeOffset instant) => instant.UtcDateTime.ToString(UtcForm, CultureInfo.InvariantCulture);

    internal static Timestamp? Parse(string text) => TryParse(text, out var instant) ? Timestamp.FromDateTimeOffset(instant) : null;
}
