namespace Aegis.Streams.Lists.Manifest;

/// <summary>The digest of a list as a file.</summary>
/// <param name="Bytes">How many bytes it has.</param>
/// <param name="Sha256">Their SHA-256 in lower-case hex.</param>
public sealed record ListDigest(long Bytes, string Sha256);
