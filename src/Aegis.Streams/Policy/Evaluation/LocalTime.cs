using NodaTime;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>An instant on the clock of a time zone.</summary>
/// <param name="Day">The day of the week, 0 for Sunday.</param>
/// <param name="TicksOfDay">Ticks of 100 ns since midnight, as the clock shows it.</param>
internal readonly record struct LocalTime(int Day, long TicksOfDay)
{
    private const int FirstDayOfTicks = 1; // 0001-01-01 was a Monday.

    public static LocalTime Of(DateTimeZone zone, DateTimeOffset instant)
    {
        var offset = zone.GetUtcOffset(Instant.FromDateTimeOffset(instant));
        var ticks = instant.UtcTicks + offset.Ticks;
        return new LocalTime((int)(((ticks / TimeSpan.TicksPerDay) + FirstDayOfTicks) % 7), ticks % TimeSpan.TicksPerDay);
    }
}
