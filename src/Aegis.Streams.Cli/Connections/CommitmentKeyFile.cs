using Aegis.Streams.Audit;

namespace Aegis.Streams.Cli.Connections;

/// <summary>Reads the key of audit commitments from a file: 64 hex digits, or 32 raw bytes.</summary>
internal static class CommitmentKeyFile
{
    private const UnixFileMode TooOpen =
        UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Reads a key.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The key.</returns>
    /// <exception cref="CliRefusalException">There is no key in it, or others than its owner and group may read it.</exception>
    public static CommitmentKey Read(string path)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & TooOpen) != 0)
                throw CliRefusalException.Fault($"the commitment key file {path} is open to others; run `chmod 600 {path}`");
            var bytes = File.ReadAllBytes(path);
            return new CommitmentKey(bytes.Length == CommitmentKey.Length ? bytes : Convert.FromHexString(System.Text.Encoding.ASCII.GetString(bytes).Trim()));
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            throw CliRefusalException.Fault($"the commitment key file {path} must hold 32 random bytes as 64 hex digits; make one with `openssl rand -hex 32`");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CliRefusalException.Fault($"the commitment key file {path} cannot be read: {fault.Message}", fault);
        }
    }
}
