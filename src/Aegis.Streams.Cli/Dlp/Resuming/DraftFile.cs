using Aegis.Streams.Cli.Policies;

namespace Aegis.Streams.Cli.Dlp.Resuming;

/// <summary>
/// A file that is written under another name beside its own, so that a later run can go on with it, and has its own only when it is whole.
/// Nobody else can write it meanwhile.
/// </summary>
internal sealed class DraftFile : IDisposable
{
    /// <summary>What the other name ends in.</summary>
    public const string Ending = ".aegis-partial";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string _path;
    private readonly string _target;
    private readonly FileStream _file;
    private bool _isInPlace;

    private DraftFile(string path, string target, FileStream file, bool isInPlace)
    {
        (_path, _target, _file, _isInPlace) = (path, target, file, isInPlace);
        Stream = new MeteredStream(file);
    }

    /// <summary>Gets what is written.</summary>
    public MeteredStream Stream { get; }

    /// <summary>Gets or sets a value indicating whether what is there of it stays for a later run.</summary>
    public bool IsLeft { get; set; }

    /// <summary>Begins a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">The mode that its own is never wider than.</param>
    /// <exception cref="CliRefusalException">It cannot be written, or another run writes it.</exception>
    public static DraftFile Create(string path, UnixFileMode? most) => Guard(path, () =>
    {
        var target = OutputFile.TargetOf(path);
        var mode = OutputFile.ModeOf(target);
        RequireNoLink(target + Ending);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = (most ?? OwnerOnly) & OutputFile.ReadAndWrite;
        var file = new FileStream(target + Ending, options);

        // It may have been left by a run that stopped before its first checkpoint, of a file that was open to more.
        file.SetLength(0);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file.SafeFileHandle, (mode ?? File.GetUnixFileMode(file.SafeFileHandle)) & (most ?? OwnerOnly) & OutputFile.ReadAndWrite);
        return new DraftFile(path, target, file, isInPlace: false);
    });

    /// <summary>Goes on with a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mark">How much of it counts.</param>
    /// <param name="isEnded">Whether it is whole, so that it may have its name already.</param>
    /// <exception cref="CliRefusalException">It cannot be written, or is not what was written.</exception>
    public static DraftFile Resume(string path, DraftMark mark, bool isEnded) => Guard(path, () =>
    {
        var target = OutputFile.TargetOf(path);
        var isInPlace = isEnded && !File.Exists(target + Ending);
        var name = isInPlace ? target : target + Ending;
        if (!File.Exists(name)) throw CliRefusalException.Fault($"{name}, which the run that stopped wrote, is not there; run without --resume to begin anew");
        RequireNoLink(target + Ending);
        var draft = new DraftFile(path, target, new FileStream(name, FileMode.Open, isInPlace ? FileAccess.Read : FileAccess.ReadWrite, isInPlace ? FileShare.Read : FileShare.None), isInPlace);
        try
        {
            draft.GoTo(name, mark);
            return draft;
        }
        catch
        {
            draft.IsLeft = true;
            draft.Dispose();
            throw;
        }
    });

    /// <summary>Writes what is there to the disk and says how much it is.</summary>
    public DraftMark Mark() => Guard(_path, () =>
    {
        if (!_isInPlace) _file.Flush(flushToDisk: true);
        return new DraftMark(Stream.Bytes, Stream.Digest());
    });

    /// <summary>Gives it its name.</summary>
    public void Complete() => Guard(_path, () =>
    {
        if (_isInPlace) return true;
        _file.Flush(flushToDisk: true);
        if (OperatingSystem.IsWindows()) _file.Dispose();
        File.Move(_target + Ending, _target, overwrite: true);
        return _isInPlace = true;
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        // Removed under the lock, or it might be another run's.
        if (OperatingSystem.IsWindows()) _file.Dispose();
        if (!_isInPlace && !IsLeft) File.Delete(_target + Ending);
        Stream.Dispose();
        _file.Dispose();
    }

    /// <summary>Removes what a run left that nobody goes on with.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CliRefusalException">Another run writes it.</exception>
    public static void Discard(string path) => Guard(path, () =>
    {
        var name = OutputFile.TargetOf(path) + Ending;
        if (new FileInfo(name) is not { Exists: true, LinkTarget: null })
        {
            File.Delete(name);
            return true;
        }

        // Under the lock, or it might be of a run that has not stopped.
        using var file = new FileStream(name, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        if (OperatingSystem.IsWindows()) file.Dispose();
        File.Delete(name);
        return true;
    });

    private static void RequireNoLink(string name)
    {
        if (new FileInfo(name).LinkTarget is not null) throw CliRefusalException.Fault($"{name} is a link, and must be a file; remove it");
    }

    private static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CliRefusalException.Fault($"{path} cannot be written: {FileFault.Why(path, fault)}", fault);
        }
    }

    /// <summary>Checks what counts of it, and cuts off what does not.</summary>
    private void GoTo(string name, DraftMark mark)
    {
        var isShort = _file.Length < mark.Bytes;
        var buffer = new byte[1 << 18];
        while (!isShort && Stream.Bytes < mark.Bytes)
            isShort = Stream.Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, mark.Bytes - Stream.Bytes))) == 0;
        if (isShort || Stream.Digest() != mark.Digest || (_isInPlace && _file.Length != mark.Bytes)) throw CliRefusalException.Fault($"{name} is not what the run that stopped wrote; run without --resume to begin anew");
        if (!_isInPlace) _file.SetLength(mark.Bytes);
    }
}
