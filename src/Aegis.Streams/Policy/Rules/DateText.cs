namespace Aegis.Streams.Policy.Rules;

/// <summary>Dates and instants as policies and parameters write them: `2026-11-28`, or RFC 3339 with seconds, at most seven decimals, and `Z` or an offset.</summary>
public static class DateText
{
    private const int DateLength = 10;
    private const int SecondsLength = 19;
    private const int MaxDecimals = 7;
    private const int MaxOffsetMinutes = 14 * 60;

    /// <summary>Reads a date, which counts as its first instant in UTC, or an instant.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="instant">The instant in UTC.</param>
    /// <returns>Whether it is one; leap seconds are not.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out DateTimeOffset instant)
    {
        instant = default;
        if (utf8.Length < DateLength || !TryReadDate(utf8[..DateLength], out var year, out var month, out var day)) return false;
        var ticks = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks;
        if (utf8.Length > DateLength)
        {
            if (!TryReadTime(utf8[DateLength..], out var timeTicks)) return false;
            ticks += timeTicks;
        }

        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks) return false;
        instant = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    private static bool TryReadDate(ReadOnlySpan<byte> text, out int year, out int month, out int day)
    {
        month = day = 0;
        return TryReadDigits(text[..4], out year) && text[4] == '-' && TryReadDigits(text[5..7], out month) && text[7] == '-' && TryReadDigits(text[8..], out day)
            && year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
    }

    private static bool TryReadTime(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        const int length = SecondsLength - DateLength;
        if (text.Length <= length || text[0] != 'T' || text[3] != ':' || text[6] != ':') return false;
        if (!TryReadDigits(text[1..3], out var hour) || !TryReadDigits(text[4..6], out var minute) || !TryReadDigits(text[7..length], out var second)) return false;
        if (hour > 23 || minute > 59 || second > 59) return false;
        ticks = new TimeSpan(hour, minute, second).Ticks;
        var rest = text[length..];
        if (rest[0] == '.')
        {
            var decimals = rest[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (decimals is < 1 or > MaxDecimals || !TryReadDigits(rest.Slice(1, decimals), out var fraction)) return false;
            for (var i = decimals; i < MaxDecimals; i++) fraction *= 10;
            ticks += fraction;
            rest = rest[(decimals + 1)..];
        }

        return TryReadZone(rest, ref ticks);
    }

    private static bool TryReadZone(ReadOnlySpan<byte> text, ref long ticks)
    {
        if (text.SequenceEqual("Z"u8)) return true;
        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':') return false;
        if (!TryReadDigits(text[1..3], out var hours) || !TryReadDigits(text[4..], out var minutes) || minutes > 59) return false;
        var offset = (hours * 60) + minutes;
        if (offset > MaxOffsetMinutes) return false;
        ticks -= (text[0] == '-' ? -1 : 1) * offset * TimeSpan.TicksPerMinute;
        return true;
    }

    private static bool TryReadDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9') return false;
            value = (value * 10) + (digit - '0');
        }

        return true;
    }
}
