using System.Security.Cryptography;
using Aegis.Streams.Cli.Dlp;
using Aegis.Streams.Dlp.Streaming;
using Aegis.Streams.Lists;
using Aegis.Streams.Protocol.V1;
using Google.Protobuf;

namespace Aegis.Streams.Cli.Lists;

/// <summary>Cuts a file into the chunks of a list. The same file gives the same chunks, so that a submission can be resumed.</summary>
internal sealed class ListChunker : IDisposable
{
    private readonly DlpInput _input;
    private readonly ListHeading _heading;
    private readonly RecordSplitter _splitter;
    private readonly RecordWindow _window = new();
    private ListChunk? _pending;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Initializes a chunker at the beginning of a file.</summary>
    /// <param name="input">The file.</param>
    /// <param name="heading">The list.</param>
    public ListChunker(DlpInput input, ListHeading heading) =>
        (_input, _heading, _splitter) = (input, heading, new RecordSplitter(input.Stream, ListSource.SplitOf(heading)));

    /// <summary>Gets how many chunks were cut.</summary>
    public long Chunks { get; private set; }

    /// <summary>Gets how many bytes they have.</summary>
    public long Bytes { get; private set; }

    /// <summary>Cuts the next chunk.</summary>
    /// <returns>The chunk; <see langword="null"/>: the file is at its end.</returns>
    /// <exception cref="CliRefusalException">The file is no text, or its header is too long.</exception>
    public ListChunk? Next()
    {
        if (_pending is { } pending)
        {
            _pending = null;
            return pending;
        }

        var chunk = Cut();
        if (chunk?.Kind != ListChunkKind.Preamble) return chunk;

        // A profile may look at some columns alone, so what stands before the header is looked at with it.
        _pending = Cut();
        if (_pending?.Kind == ListChunkKind.Header) chunk.Header = HeaderOf(_pending);
        return chunk;
    }

    /// <summary>Says how the list ends, once every chunk is cut.</summary>
    public ListEnd End() => new() { Heading = _heading, Chunks = Chunks, Bytes = Bytes, Sha256 = ByteString.CopyFrom(_hash.GetCurrentHash()) };

    /// <summary>Finds the record that names the columns in its chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    public static ByteString HeaderOf(ListChunk chunk) => ByteString.CopyFrom(chunk.Content.Span.TrimEnd("\r\n"u8));

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    private ListChunk? Cut()
    {
        if (!_splitter.Next(_window)) return null;
        TextCheck.Require(_input.Name, _window, _heading.Format == ListFormat.Csv ? RecordFormat.Csv : RecordFormat.JsonLines);
        var content = _window.Own;
        if (_window.Header.Length > ListLimits.MostHeaderBytes || (_window.Kind == WindowKind.Header && content.Length > ListLimits.MostHeaderBytes))
            throw CliRefusalException.Fault($"the first record of {_input.Name} is longer than {ListLimits.MostHeaderBytes} bytes, which is too long for the header of a list; redact the file with `aegis dlp redact`, or say --no-header if that record names no columns");
        _hash.AppendData(content);
        Bytes += content.Length;
        return new ListChunk
        {
            Heading = _heading,
            Number = Chunks++,
            FirstLine = _window.FirstLine,
            Kind = KindOf(_window.Kind),
            Header = ByteString.CopyFrom(_window.Header.Span),
            Content = ByteString.CopyFrom(content),
            IsLast = KindOf(_window.Kind) is ListChunkKind.Rows or ListChunkKind.Header && content[^1] is not ((byte)'\n' or (byte)'\r'),
        };
    }

    private static ListChunkKind KindOf(WindowKind kind) => kind switch
    {
        WindowKind.Records => ListChunkKind.Rows,
        WindowKind.Mark => ListChunkKind.Mark,
        WindowKind.Preamble => ListChunkKind.Preamble,
        WindowKind.Header => ListChunkKind.Header,
        WindowKind.BadRow => ListChunkKind.BadRow,
        WindowKind.BadRest => ListChunkKind.BadRest,
        _ => throw new InvalidOperationException($"A window of kind {kind} has no place in a list."),
    };
}
