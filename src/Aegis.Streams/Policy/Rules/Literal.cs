namespace Aegis.Streams.Policy.Rules;

/// <summary>A value in a policy: a text, a number, true or false.</summary>
public abstract record Literal;
