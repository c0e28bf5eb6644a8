namespace Aegis.Streams.Identity;

/// <summary>
/// What somebody has worked out of a value that never changes and keeps beside it, to find it again without a look-up. No part of the value:
/// any two are equal. A copy of the value takes it along, so whoever reads it must see for whom it was made.
/// </summary>
internal struct ComputedFacts : IEquatable<ComputedFacts>
{
    /// <summary>What was worked out; <see langword="null"/>: nothing yet. Set whole by any thread; the last one stays.</summary>
    public object? Value;

    public readonly bool Equals(ComputedFacts other) => true;

    public override readonly bool Equals(object? obj) => obj is ComputedFacts;

    public override readonly int GetHashCode() => 0;
}
