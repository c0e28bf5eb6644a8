namespace Aegis.Streams.Policy.Rego;

/// <summary>Durations as whole numbers for Rego: ticks of 100 ns.</summary>
internal static class DurationText
{
    private const int MaxLength = 64;
    private const int MaxDigits = 9;
    private const int MaxFraction = 7;

    private static readonly (char Unit, long Ticks)[] DateUnits = [('W', 7 * TimeSpan.TicksPerDay), ('D', TimeSpan.TicksPerDay)];

    private static readonly (char Unit, long Ticks)[] TimeUnits =
        [('H', TimeSpan.TicksPerHour), ('M', TimeSpan.TicksPerMinute), ('S', TimeSpan.TicksPerSecond)];

    /// <summary>Reads a duration of ISO 8601 in weeks, days, hours, minutes and seconds.</summary>
    /// <returns>The ticks; <see langword="null"/>: the text is no such duration, or one that no <see cref="TimeSpan"/> holds.</returns>
    public static long? TryRead(string text)
    {
        if (text.Length is < 3 or > MaxLength || text[0] != 'P') return null;
        var time = text.IndexOf('T', StringComparison.Ordinal);
        var datePart = time < 0 ? text.AsSpan(1) : text.AsSpan(1, time - 1);
        var timePart = time < 0 ? "" : text.AsSpan(time + 1);
        if (time >= 0 && timePart.IsEmpty) return null;
        Int128 total = 0;
        if (!TryAdd(datePart, DateUnits, ref total) || !TryAdd(timePart, TimeUnits, ref total)) return null;
        return total <= TimeSpan.MaxValue.Ticks ? (long)total : null;
    }

    public static string? Bound(TimeSpan? bound) => bound is { } value ? RegoText.Number(value.Ticks) : null;

    private static bool TryAdd(ReadOnlySpan<char> part, (char Unit, long Ticks)[] units, ref Int128 total)
    {
        var next = 0;
        while (!part.IsEmpty)
        {
            var digits = part.IndexOfAnyExceptInRange('0', '9');
            if (digits is < 1 or > MaxDigits) return false;
            var amount = (Int128)long.Parse(part[..digits], System.Globalization.CultureInfo.InvariantCulture);
            part = part[digits..];
            if (!TryTakeFraction(ref part, out var fraction)) return false;
            while (next < units.Length && units[next].Unit != part[0]) next++;
            if (next == units.Length || (fraction > 0 && part[0] != 'S')) return false;
            total += (amount * units[next++].Ticks) + fraction;
            part = part[1..];
        }

        return true;
    }

    /// <summary>Takes a point and digits, which only seconds may have, and leaves at least the unit.</summary>
    private static bool TryTakeFraction(ref ReadOnlySpan<char> part, out long ticks)
    {
        ticks = 0;
        if (part[0] != '.') return true;
        part = part[1..];
        var digits = part.IndexOfAnyExceptInRange('0', '9');
        if (digits is < 1 or > MaxFraction || part[digits] != 'S') return false;
        for (var i = 0; i < MaxFraction; i++) ticks = (ticks * 10) + (i < digits ? part[i] - '0' : 0);
        part = part[digits..];
        return true;
    }
}
