using Aegis.Streams.Cli.Dlp.Resuming;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Cli.Dlp;

/// <summary>
/// Takes the lines that are no records, as they are: so they can be mended and redacted. Made at the first one, readable by its owner only,
/// and there under its name only when all is done.
/// </summary>
/// <param name="path">The file; removed if no line is set aside. <see langword="null"/>: such a line ends the verb.</param>
/// <param name="name">The name of the file that is read.</param>
/// <param name="format">The word for its format.</param>
/// <param name="kept">Keeps the file for a later run; <see langword="null"/>: nothing does.</param>
internal sealed class BadRowFile(string? path, string name, string format, KeptRun? kept) : IDisposable
{
    private readonly string _draft = $"{path}.{Guid.NewGuid():n}.tmp";
    private FileStream? _stream;

    /// <summary>Takes the bad rows of a window.</summary>
    /// <param name="scanned">The window.</param>
    /// <exception cref="CliRefusalException">There is no file for them, or it cannot be written.</exception>
    public void Add(ScannedWindow scanned)
    {
        foreach (var bad in scanned.BadLines)
        {
            if (path is null)
                throw CliRefusalException.Fault($"{name}: line {bad.Line} {Reason(scanned.Window, bad)}, so what it holds cannot be told and nothing was written; name a file for such lines with --bad-rows{(kept is not null && kept.Leave() ? ", and with --resume the run goes on where it was" : "")}");
            Guard(() => (kept?.OpenBadRows(path).Stream ?? (Stream)(_stream ??= Create())).Write(scanned.Window.Text[bad.Start..bad.End]));
        }
    }

    /// <summary>Puts the file under its name, or takes away what an earlier run left there.</summary>
    public void Complete()
    {
        if (path is null) return;
        Guard(() =>
        {
            if (kept?.BadRows is { } draft)
            {
                draft.Complete();
                return;
            }

            if (_stream is null)
            {
                File.Delete(path);
                return;
            }

            _stream.Flush(flushToDisk: true);
            _stream.Dispose();
            File.Move(_draft, path, overwrite: true);
            _stream = null;
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_stream is null) return;
        _stream.Dispose();
        File.Delete(_draft);
    }

    private string Reason(RecordWindow window, BadLine bad) => format switch
    {
        _ when bad.Reason == BadLineReason.Ragged => "has more or fewer cells than the header",
        _ when bad.Reason == BadLineReason.SameNames => "would have two members of one name in an object",
        _ when window.Kind == WindowKind.BadRow && !window.Own.EndsWith("\n"u8) && !window.Own.EndsWith("\r"u8) && window.Own.Length >= new SplitOptions().WindowBytes => "is longer than a record may be",
        "csv" => "has a quote that is not closed",
        _ => "is no JSON text",
    };

    private FileStream Create()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(_draft, options);
    }

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CliRefusalException.Fault($"the file of bad rows {path} cannot be written: {FileFault.Why(path!, fault)}; name another with --bad-rows", fault);
        }
    }
}
