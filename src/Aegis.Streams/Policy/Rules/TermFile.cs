namespace Aegis.Streams.Policy.Rules;

/// <summary>A file of terms, one on each line or as keyed hashes, whose content policy pins.</summary>
/// <param name="Path">Where it is, from the folder of the policy's file.</param>
/// <param name="Digest">The SHA-256 of its bytes in lower-case hex.</param>
/// <param name="KeyId">The id of the key of keyed hashes; <see langword="null"/>: the terms are in clear.</param>
public sealed record TermFile(string Path, string Digest, string? KeyId = null);
