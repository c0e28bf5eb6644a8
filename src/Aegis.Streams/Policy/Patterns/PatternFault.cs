namespace Aegis.Streams.Policy.Patterns;

/// <summary>Placeholder.</summary>
public sealed record PatternFault(int Offset, string Message);
