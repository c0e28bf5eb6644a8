using System.Security.Cryptography;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Cli.Dlp.Resuming;

/// <summary>What was read of a file so far: its digest, and where the names of columns lie in it.</summary>
internal sealed class ReadPart : IDisposable
{
    private const int BlockBytes = 1 << 18;
    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Gets where the record starts that names the columns.</summary>
    public long HeaderStart { get; private set; }

    /// <summary>Gets how many bytes it has, without its line end; 0: there is none.</summary>
    public int HeaderBytes { get; private set; }

    /// <summary>Takes the next window.</summary>
    /// <param name="window">The window.</param>
    public void Take(RecordWindow window)
    {
        _digest.AppendData(window.Own);
        if (window.Kind == WindowKind.Header) (HeaderStart, HeaderBytes) = (window.After.Offset - window.Own.Length, window.Own.TrimEnd("\r\n"u8).Length);
    }

    /// <summary>Reads what a run read that stopped.</summary>
    /// <param name="file">The file, from its beginning.</param>
    /// <param name="before">How far the run was.</param>
    /// <param name="report">Is told how far this is, and may end it.</param>
    /// <returns>Where the run goes on; <see langword="null"/>: the file is another one.</returns>
    public StreamPlace? GoTo(Stream file, DlpCheckpoint before, Action<long> report)
    {
        var (at, end, block) = (0L, before.Split.Offset, new byte[BlockBytes]);
        var (last, header) = (new byte[(int)Math.Min(StreamPlace.BytesBefore, end)], new byte[before.HeaderBytes]);
        while (at < end && file.Read(block, 0, (int)Math.Min(block.Length, end - at)) is > 0 and var read)
        {
            report(at);
            var bytes = block.AsSpan(0, read);
            _digest.AppendData(bytes);
            Copy(bytes, at, header, before.HeaderStart);
            Copy(bytes, at, last, end - last.Length);
            at += read;
        }

        (HeaderStart, HeaderBytes) = (before.HeaderStart, before.HeaderBytes);
        return at == end && Digest() == before.InputDigest ? new StreamPlace(before.Split, before.PassedEnd) { Before = last, Header = header } : null;
    }

    /// <summary>Gets the digest: SHA-256 in hex.</summary>
    public string Digest() => Convert.ToHexStringLower(_digest.GetCurrentHash());

    /// <inheritdoc/>
    public void Dispose() => _digest.Dispose();

    private static void Copy(ReadOnlySpan<byte> bytes, long at, byte[] to, long start)
    {
        var (from, end) = (Math.Max(at, start), Math.Min(at + bytes.Length, start + to.Length));
        if (from < end) bytes[(int)(from - at)..(int)(end - at)].CopyTo(to.AsSpan((int)(from - start)));
    }
}
