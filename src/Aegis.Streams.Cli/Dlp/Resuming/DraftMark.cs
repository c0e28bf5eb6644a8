namespace Aegis.Streams.Cli.Dlp.Resuming;

/// <summary>How much of a draft counts.</summary>
/// <param name="Bytes">How many bytes; what follows was written after the checkpoint.</param>
/// <param name="Digest">Their digest: SHA-256 in hex.</param>
internal sealed record DraftMark(long Bytes, string Digest);
