using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Aegis.Streams.Cli.Tables;

/// <summary>
/// Collects rejected lines, each with its number, the reason and its text as it was, so that it can be mended and loaded. Made at the
/// first one and readable by its owner only: lines may hold what the file they came from protects.
/// </summary>
/// <param name="path">The file; an earlier one is replaced, and removed if nothing is rejected. <see langword="null"/>: none is written.</param>
internal sealed class RejectFile(string? path) : IDisposable
{
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly ArrayBufferWriter<byte> _line = new();
    private FileStream? _stream;

    /// <summary>Gets how many lines were rejected.</summary>
    public long Count { get; private set; }

    /// <summary>Gets the file; <see langword="null"/>: none is written.</summary>
    public string? Path => path;

    /// <summary>Adds a line.</summary>
    /// <typeparam name="T">What the table holds.</typeparam>
    /// <param name="line">A line that is rejected.</param>
    /// <exception cref="CliRefusalException">The file cannot be written.</exception>
    public void Add<T>(TableLine<T> line)
        where T : class
    {
        Count++;
        if (path is null) return;
        _line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_line, JsonOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("line", line.Number);
            json.WriteString("field", line.Fault!.Field);
            json.WriteString("reason", line.Fault.Message);
            if (System.Text.Unicode.Utf8.IsValid(line.Raw.Span)) json.WriteString("raw", Encoding.UTF8.GetString(line.Raw.Span));
            else json.WriteBase64String("raw_base64", line.Raw.Span);
            json.WriteEndObject();
        }

        _line.Write("\n"u8);
        Guard(() => (_stream ??= Create()).Write(_line.WrittenSpan));
    }

    /// <summary>Finishes the file; without a rejected line, takes away what an earlier load left.</summary>
    /// <exception cref="CliRefusalException">The file cannot be written.</exception>
    public void Complete() => Guard(() =>
    {
        if (_stream is not null) _stream.Flush();
        else if (path is not null) File.Delete(path);
    });

    /// <inheritdoc/>
    public void Dispose() => _stream?.Dispose();

    private FileStream Create()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path!, options);
    }

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CliRefusalException.Fault($"the file of rejected lines {path} cannot be written: {fault.Message}; name another with --rejects", fault);
        }
    }
}
