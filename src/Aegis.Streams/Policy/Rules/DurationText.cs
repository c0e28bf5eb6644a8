using System.Globalization;

namespace Aegis.Streams.Policy.Rules;

/// <summary>Durations of a fixed length as ISO 8601 writes them: `P2W`, `P30D`, `PT1H30M`, `P1DT12H`. Whole numbers; a day has 24 hours; years and months have no fixed length.</summary>
public static class DurationText
{
    private const int MaxDigits = 9;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_525);

    /// <summary>Reads a duration.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="duration">The duration, at most 100 years.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out TimeSpan duration)
    {
        duration = default;
        if (utf8.Length < 3 || utf8[0] != 'P') return false;
        var rest = utf8[1..];
        var isTime = false;
        var units = "WDHMS"u8;
        var ticks = 0L;
        while (!rest.IsEmpty)
        {
            if (!isTime && rest[0] == 'T')
            {
                isTime = true;
                rest = rest[1..];
                units = "HMS"u8;
                if (rest.IsEmpty) return false;
            }

            if (!TryTake(ref rest, ref units, isTime, ref ticks)) return false;
        }

        duration = new TimeSpan(ticks);
        return true;
    }

    /// <summary>Writes a duration in days, hours, minutes and seconds; what is finer is cut off.</summary>
    /// <param name="duration">The duration, not negative.</param>
    /// <returns>A text that <see cref="TryParse"/> reads as the same duration.</returns>
    public static string Print(TimeSpan duration)
    {
        var days = duration.Days > 0 ? string.Create(CultureInfo.InvariantCulture, $"{duration.Days}D") : "";
        var time = string.Concat(
            duration.Hours > 0 ? string.Create(CultureInfo.InvariantCulture, $"{duration.Hours}H") : "",
            duration.Minutes > 0 ? string.Create(CultureInfo.InvariantCulture, $"{duration.Minutes}M") : "",
            duration.Seconds > 0 ? string.Create(CultureInfo.InvariantCulture, $"{duration.Seconds}S") : "");
        return days.Length + time.Length == 0 ? "PT0S" : time.Length == 0 ? $"P{days}" : $"P{days}T{time}";
    }

    private static bool TryTake(ref ReadOnlySpan<byte> text, ref ReadOnlySpan<byte> units, bool isTime, ref long ticks)
    {
        var digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits is < 1 or > MaxDigits) return false;
        var count = 0L;
        foreach (var digit in text[..digits]) count = (count * 10) + (digit - '0');
        var unit = units.IndexOf(text[digits]);
        if (unit < 0) return false;
        long ticksOfUnit;
        switch (text[digits])
        {
            case (byte)'W' when !isTime: ticksOfUnit = 7 * TimeSpan.TicksPerDay; break;
            case (byte)'D' when !isTime: ticksOfUnit = TimeSpan.TicksPerDay; break;
            case (byte)'H' when isTime: ticksOfUnit = TimeSpan.TicksPerHour; break;
            case (byte)'M' when isTime: ticksOfUnit = TimeSpan.TicksPerMinute; break;
            case (byte)'S' when isTime: ticksOfUnit = TimeSpan.TicksPerSecond; break;
            default: return false;
        }

        if (count > (Longest.Ticks - ticks) / ticksOfUnit) return false;
        ticks += count * ticksOfUnit;
        units = units[(unit + 1)..];
        text = text[(digits + 1)..];
        return true;
    }
}
