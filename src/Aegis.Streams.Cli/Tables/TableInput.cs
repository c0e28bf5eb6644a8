namespace Aegis.Streams.Cli.Tables;

/// <summary>A file that a verb reads, or the standard input.</summary>
/// <param name="Stream">Its bytes.</param>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Format">The key of its format.</param>
/// <param name="Length">Its length in bytes; <see langword="null"/>: not known.</param>
internal sealed record TableInput(Stream Stream, string Name, string Format, long? Length) : IDisposable
{
    private const string StandardInput = "-";

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file; `-` is the standard input.</param>
    /// <param name="format">The format that was asked for; <see langword="null"/>: what the file is called decides.</param>
    /// <param name="formats">The formats that there are.</param>
    /// <param name="host">The surroundings.</param>
    /// <returns>The input.</returns>
    /// <exception cref="CliRefusalException">It cannot be read, or its format is not known.</exception>
    public static TableInput Open(string path, string? format, IEnumerable<string> formats, CliHost host)
    {
        var known = formats.ToList();
        var ending = Path.GetExtension(path).TrimStart('.').ToLowerInvariant();
        format ??= ending == "ndjson" ? "jsonl" : known.Find(name => name == ending) ?? (known is [var only] && path == StandardInput ? only : null);
        if (format is null) throw CliRefusalException.Usage($"what {path} holds cannot be told from its name; say it with --format {string.Join('|', known)}");
        if (path == StandardInput) return new TableInput(host.Input, "standard input", format, null);
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            return new TableInput(stream, path, format, stream.CanSeek ? stream.Length : null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CliRefusalException.Fault($"{path} cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>Finds where rejected lines go if nothing else is said.</summary>
    /// <param name="path">The file; `-` is the standard input.</param>
    /// <param name="table">The name of the table.</param>
    /// <returns>A path beside the file, or in the current folder.</returns>
    public static string RejectsOf(string path, string table) => path == StandardInput ? $"{table}.rejects.jsonl" : $"{path}.rejects.jsonl";

    /// <inheritdoc/>
    public void Dispose() => Stream.Dispose();
}
