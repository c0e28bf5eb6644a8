namespace Aegis.Streams.Cli.Policies;

/// <summary>Writes files that others read while they are written.</summary>
internal static class OutputFile
{
    // Of up to 255 bytes, of which a character takes up to four.
    private const int KeptOfName = 50;

    /// <summary>Everything that a mode can say but that a file is a program.</summary>
    public const UnixFileMode ReadAndWrite =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>
    /// Replaces a file whole, or leaves it as it is: whenever the machine stops, it has the old content or the new. It keeps its mode, a link stays
    /// one, and what may not be written is not replaced either.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="bytes">Its new content.</param>
    /// <exception cref="CliRefusalException">It cannot be written.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> bytes)
    {
        var content = bytes.ToArray();
        Replace(path, stream => stream.Write(content));
    }

    /// <summary>Replaces a file whole, as the other does, by content that is written bit by bit.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes its new content. What it throws leaves the file as it is.</param>
    /// <param name="most">The mode that its own is never wider than; <see langword="null"/>: any.</param>
    /// <exception cref="CliRefusalException">It cannot be written.</exception>
    public static void Replace(string path, Action<Stream> write, UnixFileMode? most = null)
    {
        string? draft = null;
        try
        {
            var file = TargetOf(path);

            // In the same folder: only within one file system is renaming one step.
            draft = DraftOf(file);
            var mode = ModeOf(file);
            WriteDraft(draft, mode, most, write);
            File.Move(draft, file, overwrite: true);
            draft = null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CliRefusalException.Fault($"{path} cannot be written: {fault.Message}", fault);
        }
        finally
        {
            if (draft is not null) TryDelete(draft);
        }
    }

    /// <summary>Finds the file that a path names, through links.</summary>
    /// <param name="path">The path.</param>
    public static string TargetOf(string path) => new FileInfo(path).LinkTarget is null ? path : RealPath.Of(path);

    /// <summary>Makes a name beside a file for its next content, which begins as the file's does and is never too long for the system where that is not.</summary>
    /// <param name="file">The file.</param>
    public static string DraftOf(string file)
    {
        var name = Path.GetFileName(file);
        return Path.Combine(Path.GetDirectoryName(file) ?? "", $"{name[..Math.Min(name.Length, KeptOfName)]}.{Guid.NewGuid():n}.tmp");
    }

    /// <summary>Gets the mode of a file that may be written; <see langword="null"/>: there is none, or no modes.</summary>
    /// <param name="file">The file.</param>
    public static UnixFileMode? ModeOf(string file)
    {
        if (!File.Exists(file)) return null;
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        return OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(handle);
    }

    private static void WriteDraft(string draft, UnixFileMode? mode, UnixFileMode? most, Action<Stream> write)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (most is { } narrow && !OperatingSystem.IsWindows()) options.UnixCreateMode = narrow & ReadAndWrite;
        using var stream = new FileStream(draft, options);
        if (mode is { } kept && !OperatingSystem.IsWindows()) File.SetUnixFileMode(stream.SafeFileHandle, most is null ? kept : kept & most.Value);
        write(stream);

        // Otherwise the new name may be on the disk before the content is.
        stream.Flush(flushToDisk: true);
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The fault that led here is the one to tell.
        }
    }
}
