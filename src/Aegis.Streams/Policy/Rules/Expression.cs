namespace Aegis.Streams.Policy.Rules;

/// <summary>A number made of parameters and constants.</summary>
public abstract record Expression;
