namespace Aegis.Streams.Cli;

/// <summary>Reads a file with a secret, which only its owner and group may read.</summary>
internal static class SecretFile
{
    private const UnixFileMode TooOpen = UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Reads a key.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What needs it, such as `hashes`.</param>
    /// <param name="fewest">The fewest bytes.</param>
    /// <returns>The key, without a line end after it.</returns>
    /// <exception cref="CliRefusalException">It is open to others, too short or cannot be read.</exception>
    public static ReadOnlyMemory<byte> Read(string path, string what, int fewest)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & TooOpen) != 0) throw CliRefusalException.Fault($"the key file {path} is open to others; run `chmod 600 {path}`");
            var key = File.ReadAllBytes(path).AsMemory().TrimEnd("\r\n"u8);
            return key.Length >= fewest
                ? key
                : throw CliRefusalException.Fault($"the key file {path} has {(key.Length == 1 ? "1 byte" : $"{key.Length} bytes")}, and {what} need {fewest} or more; make one with `openssl rand -hex 32`");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CliRefusalException.Fault($"the key file {path} cannot be read: {FileFault.Why(path, fault)}", fault);
        }
    }
}
