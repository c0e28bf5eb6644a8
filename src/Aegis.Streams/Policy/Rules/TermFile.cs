namespace Aegis.Streams.Policy.Rules;

/// <summary>A file of terms, one on each line, whose content policy pins.</summary>
/// <param name="Path">Where it is, from the folder of the policy's file.</param>
/// <param name="Digest">The SHA-256 of its bytes in lower-case hex.</param>
public sealed record TermFile(string Path, string Digest);
