namespace Aegis.Streams.Policy.Rules;

/// <summary>The value has this type. Always decided.</summary>
/// <param name="Type">The type.</param>
public sealed record TypeTest(ParameterType Type) : ParameterTest;
