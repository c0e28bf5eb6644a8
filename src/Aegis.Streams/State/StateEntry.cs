namespace Aegis.Streams.State;

/// <summary>One value of keyed state.</summary>
/// <param name="Value">The bytes; never changed once stored.</param>
/// <param name="ExpiresAt">The instant from which the entry counts as absent; <see langword="null"/>: never.</param>
public readonly record struct StateEntry(byte[] Value, DateTimeOffset? ExpiresAt);
