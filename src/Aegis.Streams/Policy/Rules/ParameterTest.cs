namespace Aegis.Streams.Policy.Rules;

/// <summary>A test of one value. It is undecided for a value of a type that it does not speak of.</summary>
public abstract record ParameterTest;
