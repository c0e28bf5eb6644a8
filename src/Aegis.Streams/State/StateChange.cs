namespace Aegis.Streams.State;

/// <summary>One change of keyed state since the last commit: what the changelog gets, one record a key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Entry">The new entry; <see langword="null"/>: the key was removed.</param>
public readonly record struct StateChange(byte[] Key, StateEntry? Entry);
