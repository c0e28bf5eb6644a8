namespace Aegis.Streams.Cli.Dlp;

/// <summary>What a redaction wrote.</summary>
/// <param name="File">The name of the file.</param>
/// <param name="Bytes">How many bytes it has.</param>
/// <param name="Digest">Its digest: SHA-256 in hex.</param>
internal sealed record DlpWritten(string File, long Bytes, string Digest);
