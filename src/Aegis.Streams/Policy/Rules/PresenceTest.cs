namespace Aegis.Streams.Policy.Rules;

/// <summary>The parameter is there, be it null, or is not. Always decided, as far as what holds the parameter is there or absent as a whole.</summary>
/// <param name="IsPresent">Whether it must be there.</param>
public sealed record PresenceTest(bool IsPresent) : ParameterTest;
