using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Aegis.Streams.Cli.Dlp.Resuming;

/// <summary>The file of a checkpoint: replaced whole, and readable by its owner alone.</summary>
/// <param name="path">The file.</param>
internal sealed class CheckpointFile(string path)
{
    /// <summary>What its name ends in.</summary>
    public const string Ending = ".aegis-checkpoint";

    // Of one name, so that a kill leaves one at most.
    private const string DraftEnding = ".tmp";
    private const int MostBytes = 64 << 20;
    private const int DigestLetters = 64;
    private const int LongestName = 255; // Of Linux and its file systems, in bytes.

    /// <summary>Gets the file.</summary>
    public string Path => path;

    /// <summary>Gets all that it may lie under: its name, and that under which it is written.</summary>
    public IEnumerable<string> Names => [path, path + DraftEnding];

    private static ReadOnlySpan<byte> Heading => "aegis-dlp-checkpoint 1 "u8;

    /// <summary>Gets the checkpoint of a file.</summary>
    /// <param name="beside">The file beside which it lies.</param>
    public static CheckpointFile Of(string beside) => new(beside + Ending);

    /// <summary>Says whether the name of a file leaves room for that of a checkpoint beside it.</summary>
    /// <param name="beside">The file.</param>
    public static bool FitsBeside(string beside) => Encoding.UTF8.GetByteCount(System.IO.Path.GetFileName(beside)) + Ending.Length + DraftEnding.Length <= LongestName;

    /// <summary>Replaces it.</summary>
    /// <param name="checkpoint">Its content. The bytes of which it tells are on the disk.</param>
    public void Save(DlpCheckpoint checkpoint)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(checkpoint, CheckpointJson.Default.DlpCheckpoint);
        byte[] bytes = [.. Heading, .. Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(json))), (byte)'\n', .. json];
        try
        {
            File.Delete(path + DraftEnding);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var draft = new FileStream(path + DraftEnding, options))
            {
                draft.Write(bytes);
                draft.Flush(flushToDisk: true);
            }

            File.Move(path + DraftEnding, path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CliRefusalException.Fault($"the checkpoint {path} cannot be written: {fault.Message}; with --checkpoint 0 there is none", fault);
        }
    }

    /// <summary>Reads it.</summary>
    /// <returns>Its content; <see langword="null"/>: there is none.</returns>
    /// <exception cref="CliRefusalException">It cannot be read, is damaged, or is something else.</exception>
    public DlpCheckpoint? Read()
    {
        byte[] bytes;
        try
        {
            if (!File.Exists(path)) return null;
            bytes = new FileInfo(path).Length <= MostBytes ? File.ReadAllBytes(path) : [];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CliRefusalException.Fault($"the checkpoint {path} cannot be read: {FileFault.Why(path, fault)}", fault);
        }

        if (!bytes.AsSpan().StartsWith(Heading)) throw CliRefusalException.Fault($"{path} is no checkpoint of this version; move it away to begin anew");
        var json = bytes.AsSpan()[Math.Min(bytes.Length, Heading.Length + DigestLetters + 1)..];
        var digest = Encoding.ASCII.GetString(bytes.AsSpan(Heading.Length, Math.Min(DigestLetters, bytes.Length - Heading.Length)));
        return digest == Convert.ToHexStringLower(SHA256.HashData(json))
            ? JsonSerializer.Deserialize(json, CheckpointJson.Default.DlpCheckpoint)
            : throw CliRefusalException.Fault($"the checkpoint {path} is damaged; remove it to begin anew");
    }

    /// <summary>Removes it.</summary>
    /// <exception cref="CliRefusalException">It cannot be removed.</exception>
    public void Delete()
    {
        try
        {
            foreach (var name in Names) File.Delete(name);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CliRefusalException.Fault($"the checkpoint {path} cannot be removed: {FileFault.Why(path, fault)}", fault);
        }
    }
}
