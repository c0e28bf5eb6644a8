namespace Aegis.Streams.Tests.Facade;

/// <summary>A clock that says what its holder sets, while timers and elapsed time go on as in the world.</summary>
public sealed class HeldClock(DateTimeOffset now) : TimeProvider
{
    private long _ticks = now.UtcTicks;

    /// <summary>Gets or sets the time of day, from any thread.</summary>
    public DateTimeOffset Now
    {
        get => new(Volatile.Read(ref _ticks), TimeSpan.Zero);
        set => Volatile.Write(ref _ticks, value.UtcTicks);
    }

    public override DateTimeOffset GetUtcNow() => Now;
}
