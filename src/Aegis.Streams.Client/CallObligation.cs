namespace Aegis.Streams.Client;

/// <summary>Something the caller must do when it runs a call.</summary>
/// <param name="Code">Stable code of the obligation.</param>
/// <param name="Arguments">Its arguments by name.</param>
public sealed record CallObligation(string Code, IReadOnlyDictionary<string, string> Arguments);
