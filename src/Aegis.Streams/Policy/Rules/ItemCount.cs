namespace Aegis.Streams.Policy.Rules;

/// <summary>An array has so many items.</summary>
/// <param name="Min">The fewest; <see langword="null"/>: no bound.</param>
/// <param name="Max">The most; <see langword="null"/>: no bound.</param>
public sealed record ItemCount(int? Min, int? Max) : ParameterTest;
