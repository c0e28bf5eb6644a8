using Aegis.Streams.Lists.Manifest;

namespace Aegis.Streams.Cli.Lists;

/// <summary>Reads the private key of manifests, which nobody but its owner may be able to read.</summary>
internal static class ManifestKeyFile
{
    private const UnixFileMode TooOpen =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Reads a key.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The signer.</returns>
    /// <exception cref="CliRefusalException">There is no key in it, or others may read it.</exception>
    public static ManifestSigner Read(string path)
    {
        try
        {
            var pem = File.ReadAllText(path);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & TooOpen) != 0)
                throw CliRefusalException.Fault($"the manifest key {path} is open to others; run `chmod 600 {path}`, and think of it as stolen if others use this host");
            return ManifestSigner.FromPem(pem);
        }
        catch (ArgumentException fault)
        {
            throw CliRefusalException.Fault($"the manifest key {path} must hold a private key on P-256 in PEM, not encrypted; make one with `aegis policy keygen`", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CliRefusalException.Fault($"the manifest key {path} cannot be read: {fault.Message}", fault);
        }
    }
}
