namespace Aegis.Streams.Kafka.Testing;

/// <summary>The clock of a simulation. It stands still until it is moved, so a run depends on nothing but its seed.</summary>
internal sealed class SimulatedTime(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    /// <summary>Moves the clock.</summary>
    /// <param name="by">By how much, zero or more.</param>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        _now += by;
    }

    /// <summary>Not supported: a timer would run on another thread, at a moment that no seed decides.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new NotSupportedException("Simulated time has no timers: compare GetTimestamp in every step instead.");
}
