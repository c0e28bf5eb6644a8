using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace Aegis.Streams.Intents;

/// <summary>Instants in JSON, such as `2026-11-24T10:00:00.000Z` (RFC 3339). What is finer than 100 ns is cut off.</summary>
internal static class Rfc3339
{
    private const int MaxFraction = 7;
    private const int MaxLength = 64;

    private static readonly string[] Forms =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
    ];

    public static Timestamp? Parse(string text)
    {
        if (text.Length > MaxLength) return null;
        var fraction = text.IndexOf('.', StringComparison.Ordinal) + 1;
        var digits = fraction == 0 ? 0 : text.AsSpan(fraction).IndexOfAnyExceptInRange('0', '9');
        if (fraction > 0 && digits == 0) return null; // `10:00:00.Z`, which the forms below would take.
        if (digits > MaxFraction) text = text.Remove(fraction + MaxFraction, digits - MaxFraction);
        return DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? Timestamp.FromDateTimeOffset(instant)
            : null;
    }
}
