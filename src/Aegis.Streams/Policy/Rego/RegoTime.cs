using System.Text;
using System.Xml;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Rego;

/// <summary>Instants and durations as whole numbers for Rego: ticks of 100 ns, of instants since 1970 in UTC.</summary>
internal static class RegoTime
{
    /// <summary>Reads a date, which counts as its first instant in UTC, or an instant of RFC 3339.</summary>
    /// <returns>The ticks; <see langword="null"/>: the text is neither.</returns>
    public static long? TryRead(string text) => DateText.TryParse(Encoding.UTF8.GetBytes(text), out var instant) ? Ticks(instant) : null;

    /// <summary>Reads a duration.</summary>
    /// <returns>The ticks; <see langword="null"/>: the text is none.</returns>
    public static long? TryReadDuration(string text) => DurationText.TryParse(Encoding.UTF8.GetBytes(text), out var duration) ? duration.Ticks : null;

    /// <summary>Spells a bound of durations.</summary>
    public static string? Bound(TimeSpan? bound) => bound is { } value ? RegoText.Number(value.Ticks) : null;

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
