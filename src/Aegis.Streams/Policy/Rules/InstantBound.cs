namespace Aegis.Streams.Policy.Rules;

/// <summary>A bound in time: a fixed instant, or one relative to the decision time.</summary>
/// <param name="Instant">The instant in UTC; <see langword="null"/>: the decision time.</param>
/// <param name="Offset">What is added to it.</param>
public readonly record struct InstantBound(DateTimeOffset? Instant, TimeSpan Offset)
{
    /// <summary>Gets the instant.</summary>
    /// <param name="decisionTime">The decision time.</param>
    /// <returns>The instant in UTC.</returns>
    public DateTimeOffset At(DateTimeOffset decisionTime) => (Instant ?? decisionTime) + Offset;
}
