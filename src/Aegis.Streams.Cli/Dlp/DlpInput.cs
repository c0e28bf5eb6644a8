namespace Aegis.Streams.Cli.Dlp;

/// <summary>A file that is scanned, or the standard input; decompressed if it begins as gzip does.</summary>
internal sealed class DlpInput : IDisposable
{
    /// <summary>What names the standard input.</summary>
    public const string StandardInput = "-";

    private const int MagicBytes = 2;
    private readonly Stream _source;
    private readonly MeteredStream _metered;
    private readonly GzipReader? _unzipped;

    private DlpInput(Stream source, string name, long? length, UnixFileMode? mode = null, DateTime written = default)
    {
        (_source, Name, Length, Mode, Written, _metered) = (source, name, length, mode, written, new MeteredStream(source));
        var raw = new PeekStream(_metered, name);
        if (raw.Peek(MagicBytes).SequenceEqual((ReadOnlySpan<byte>)[0x1F, 0x8B])) _unzipped = new GzipReader(raw);
        Stream = new PeekStream(_unzipped is null ? raw : _unzipped, name);
    }

    /// <summary>Gets its name, for messages.</summary>
    public string Name { get; }

    /// <summary>Gets its length on the disk; <see langword="null"/>: not known.</summary>
    public long? Length { get; }

    /// <summary>
    /// Gets who may read and write what is made of it: who may the file, and its owner, who otherwise could neither go on with it nor replace it;
    /// <see langword="null"/>: not known.
    /// </summary>
    public UnixFileMode? Mode { get; }

    /// <summary>Gets when it was last written, if its length is known.</summary>
    public DateTime Written { get; }

    /// <summary>Gets why nobody can go on within it; <see langword="null"/>: somebody can.</summary>
    public string? Obstacle =>
        Length is null ? $"{Name} cannot be read again from its beginning; put it in a file"
        : _unzipped is not null ? $"{Name} is compressed, and decompressing it again up to there takes most of the time that the whole takes; decompress it first (`gzip -dk`)"
        : null;

    /// <summary>Gets or sets a value indicating whether it is digested as it is read.</summary>
    public bool IsDigested
    {
        get => _metered.IsDigested;
        set => _metered.IsDigested = value;
    }

    /// <summary>Gets its content.</summary>
    public PeekStream Stream { get; }

    /// <summary>Gets how many bytes of the file were read.</summary>
    public long Bytes => _metered.Bytes;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file; `-` is the standard input.</param>
    /// <param name="host">The surroundings.</param>
    /// <returns>The input.</returns>
    /// <exception cref="CliRefusalException">It cannot be read.</exception>
    public static DlpInput Open(string path, CliHost host)
    {
        if (path == StandardInput) return Guard("standard input", () => new DlpInput(host.Input, "standard input", null));
        return Guard(path, () =>
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            UnixFileMode? mode = OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(stream.SafeFileHandle) | UnixFileMode.UserWrite;
            if (!stream.CanSeek) return new DlpInput(stream, path, null, mode);
            return new DlpInput(stream, path, stream.Length, mode, File.GetLastWriteTimeUtc(stream.SafeFileHandle));
        });
    }

    /// <summary>Looks at how the content begins.</summary>
    /// <returns>The first bytes.</returns>
    /// <exception cref="CliRefusalException">It cannot be read, or is no text.</exception>
    public byte[] Head()
    {
        var head = Guard(Name, () => Stream.Peek(FormatGuess.HeadBytes).ToArray());
        return head.Contains((byte)0)
            ? throw CliRefusalException.Fault($"{Name} is no text in UTF-8: it has zero bytes, as UTF-16 and files of programs have; convert it first (`iconv -f UTF-16 -t UTF-8`)")
            : head;
    }

    /// <summary>Reads what is left and gets the digest of the file: SHA-256 in hex.</summary>
    public string Digest() => Guard(Name, () =>
    {
        _metered.CopyTo(System.IO.Stream.Null);
        return _metered.Digest();
    });

    /// <summary>Works on the file and says why it cannot be read, if it cannot.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="name">The name of the file.</param>
    /// <param name="work">The work; only reading may fail in it.</param>
    public static T Guard<T>(string name, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception fault) when (Refusal(name, fault) is { } refusal)
        {
            throw refusal;
        }
    }

    /// <summary>Says why a file cannot be read.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="fault">What the system says.</param>
    /// <returns>The refusal; <see langword="null"/>: it is no fault of the file.</returns>
    public static CliRefusalException? Refusal(string name, Exception fault) => fault switch
    {
        InvalidDataException => CliRefusalException.Fault($"{name} is no whole gzip file: {fault.Message}", fault),
        IOException or UnauthorizedAccessException => CliRefusalException.Fault($"{name} cannot be read: {FileFault.Why(name, fault)}", fault),
        _ => null,
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        _unzipped?.Dispose();
        _metered.Dispose();
        _source.Dispose();
    }
}
