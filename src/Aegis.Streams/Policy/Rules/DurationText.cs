using System.Buffers;
using System.Globalization;
using System.Text;

namespace Aegis.Streams.Policy.Rules;

/// <summary>Durations of ISO 8601 in weeks, days, hours, minutes and seconds, such as `P30D` and `PT1H30M`, for policies and for parameters. A day has 24 hours; years and months have no fixed length.</summary>
public static class DurationText
{
    /// <summary>The form as a pattern of ECMA-262.</summary>
    public const string Form = "P(?=[0-9T])(?:[0-9]{1,9}W)?(?:[0-9]{1,9}D)?(?:T(?=[0-9])(?:[0-9]{1,9}H)?(?:[0-9]{1,9}M)?(?:[0-9]{1,9}(?:\\.[0-9]{1,7})?S)?)?";

    /// <summary>The form in words.</summary>
    public const string Rule = "must be a duration of ISO 8601 in weeks, days, hours, minutes and seconds, such as P30D or PT1H30M";

    private const int MaxLength = 64;
    private const int MaxDigits = 9;
    private const int MaxFraction = 7;

    /// <summary>Reads a duration. Allocates nothing.</summary>
    /// <param name="utf8">The text, at most 64 bytes.</param>
    /// <param name="duration">The duration, which is not negative.</param>
    /// <returns>As <see cref="TryParse(ReadOnlySpan{char}, out TimeSpan)"/>.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out TimeSpan duration)
    {
        Span<char> text = stackalloc char[MaxLength];
        duration = default;
        return utf8.Length <= MaxLength && Ascii.ToUtf16(utf8, text, out var length) == OperationStatus.Done && TryParse(text[..length], out duration);
    }

    /// <summary>Reads a duration.</summary>
    /// <param name="text">The text, at most 64 characters.</param>
    /// <param name="duration">The duration, which is not negative.</param>
    /// <returns>Whether the text is one, of at most 10,675,199 days, and with a fraction of at most seven digits.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan duration)
    {
        duration = default;
        if (text is not ['P', _, ..] || text.Length > MaxLength) return false;
        var rest = text[1..];
        Int128 ticks = 0;
        var isDate = TryTake(ref rest, 'W', 7 * TimeSpan.TicksPerDay, ref ticks) | TryTake(ref rest, 'D', TimeSpan.TicksPerDay, ref ticks);
        if (rest is ['T', ..])
        {
            rest = rest[1..];
            var isTime = TryTake(ref rest, 'H', TimeSpan.TicksPerHour, ref ticks) | TryTake(ref rest, 'M', TimeSpan.TicksPerMinute, ref ticks)
                | TryTakeSeconds(ref rest, ref ticks);
            if (!isTime) return false;
        }
        else if (!isDate)
        {
            return false;
        }

        if (!rest.IsEmpty || ticks > long.MaxValue) return false;
        duration = TimeSpan.FromTicks((long)ticks);
        return true;
    }

    /// <summary>Writes a duration in days, hours, minutes and seconds.</summary>
    /// <param name="duration">The duration, not negative.</param>
    /// <returns>Its one spelling.</returns>
    public static string Format(TimeSpan duration)
    {
        var text = new StringBuilder("P");
        if (duration.Days > 0) text.Append(CultureInfo.InvariantCulture, $"{duration.Days}D");
        var time = duration - TimeSpan.FromDays(duration.Days);
        if (time > TimeSpan.Zero || duration == TimeSpan.Zero) text.Append('T');
        if (time.Hours > 0) text.Append(CultureInfo.InvariantCulture, $"{time.Hours}H");
        if (time.Minutes > 0) text.Append(CultureInfo.InvariantCulture, $"{time.Minutes}M");
        var fraction = time.Ticks % TimeSpan.TicksPerSecond;
        if (time.Seconds == 0 && fraction == 0 && duration != TimeSpan.Zero) return text.ToString();
        text.Append(CultureInfo.InvariantCulture, $"{time.Seconds}");
        if (fraction > 0) text.Append('.').Append(fraction.ToString("D7", CultureInfo.InvariantCulture).TrimEnd('0'));
        return text.Append('S').ToString();
    }

    /// <summary>Counts the digits that a text begins with. The search of the runtime allocates until it is compiled for good.</summary>
    private static int CountDigits(ReadOnlySpan<char> text)
    {
        var count = 0;
        while (count < text.Length && char.IsAsciiDigit(text[count])) count++;
        return count;
    }

    private static bool TryTake(ref ReadOnlySpan<char> text, char unit, long ticksPerUnit, ref Int128 ticks)
    {
        var digits = CountDigits(text);
        if (digits is < 1 or > MaxDigits || digits == text.Length || text[digits] != unit) return false;
        ticks += (Int128)long.Parse(text[..digits], CultureInfo.InvariantCulture) * ticksPerUnit;
        text = text[(digits + 1)..];
        return true;
    }

    private static bool TryTakeSeconds(ref ReadOnlySpan<char> text, ref Int128 ticks)
    {
        var point = text.IndexOf('.');
        if (point < 0) return TryTake(ref text, 'S', TimeSpan.TicksPerSecond, ref ticks);
        var fraction = text[(point + 1)..];
        var digits = CountDigits(fraction);
        if (point is < 1 or > MaxDigits || CountDigits(text) != point || digits is < 1 or > MaxFraction || digits == fraction.Length || fraction[digits] != 'S') return false;
        ticks += (Int128)long.Parse(text[..point], CultureInfo.InvariantCulture) * TimeSpan.TicksPerSecond;
        var ticksOfFraction = 0L;
        for (var i = 0; i < MaxFraction; i++) ticksOfFraction = (ticksOfFraction * 10) + (i < digits ? fraction[i] - '0' : 0);
        ticks += ticksOfFraction;
        text = fraction[(digits + 1)..];
        return true;
    }
}
