namespace Aegis.Streams.Policy.Egress;

/// <summary>Placeholder.</summary>
public readonly record struct EgressTarget;
