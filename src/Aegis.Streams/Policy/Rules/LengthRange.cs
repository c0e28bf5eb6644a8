namespace Aegis.Streams.Policy.Rules;

/// <summary>A text has so many code points.</summary>
/// <param name="Min">The fewest; <see langword="null"/>: no bound.</param>
/// <param name="Max">The most; <see langword="null"/>: no bound.</param>
public sealed record LengthRange(int? Min, int? Max) : ParameterTest;
