using System.Globalization;
using System.Xml;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Rego;

/// <summary>Instants as whole numbers for Rego: ticks of 100 ns since 1970 in UTC.</summary>
internal static class InstantText
{
    /// <summary>Reads a date, which counts as its first instant in UTC, or an instant of RFC 3339.</summary>
    /// <returns>The ticks; <see langword="null"/>: the text is neither.</returns>
    public static long? TryRead(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).Ticks - DateTime.UnixEpoch.Ticks;
        return Rfc3339.TryParse(text, out var instant) ? Ticks(instant) : null;
    }

    public static long Ticks(DateTimeOffset instant) => instant.UtcTicks - DateTime.UnixEpoch.Ticks;

    /// <summary>Spells a bound: a number, or where the input holds the number, since it depends on the decision time.</summary>
    public static string? Bound(InstantBound? bound) => bound switch
    {
        null => null,
        { Instant: { } instant } fixedBound => RegoText.Number(Clamp((Int128)Ticks(instant) + fixedBound.Offset.Ticks)),
        { } relative => $"input.derived.bounds{RegoText.Member(Key(relative.Offset))}",
    };

    public static string Key(TimeSpan offset)
    {
        if (offset == TimeSpan.Zero) return "now";
        var text = XmlConvert.ToString(offset);
        return text[0] == '-' ? $"now{text}" : $"now+{text}";
    }

    /// <summary>Adds without an end: what lies outside of all dates is still before or after them.</summary>
    public static long At(DateTimeOffset decisionTime, TimeSpan offset) => Clamp((Int128)Ticks(decisionTime) + offset.Ticks);

    private static long Clamp(Int128 ticks) => (long)Int128.Clamp(ticks, long.MinValue, long.MaxValue);
}
