namespace Aegis.Streams.Policy.Rules;

/// <summary>A number has at most so many digits after the point, trailing zeros left out.</summary>
/// <param name="Max">The most digits, 0 to 30.</param>
public sealed record DecimalPlaces(int Max) : ParameterTest;
