using Aegis.Streams.Policy.Publication;

namespace Aegis.Streams.Cli.Policies;

/// <summary>Reads a private key, which nobody but its owner may be able to read.</summary>
internal static class SigningKeyFile
{
    private const UnixFileMode TooOpen =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private const string PublicKeyStart = "-----BEGIN PUBLIC KEY-----";

    /// <summary>Reads a key.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The signer.</returns>
    /// <exception cref="CliRefusalException">There is no key in it, or others may read it.</exception>
    public static PublicationSigner Read(string path)
    {
        try
        {
            if (Directory.Exists(path)) throw CliRefusalException.Fault($"the signing key {path} is a folder; name the file in it that ends in .key.pem");
            var pem = File.ReadAllText(path);
            if (pem.Contains(PublicKeyStart, StringComparison.Ordinal))
                throw CliRefusalException.Fault($"{path} holds a public key, which cannot sign; name the private one, which ends in .key.pem");
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & TooOpen) != 0)
                throw CliRefusalException.Fault($"the signing key {path} is open to others; run `chmod 600 {path}`, and think of it as stolen if others use this host");
            return PublicationSigner.FromPem(pem);
        }
        catch (ArgumentException fault)
        {
            throw CliRefusalException.Fault($"the signing key {path} must hold a private key on P-256 in PEM, not encrypted; make one with `aegis policy keygen`", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CliRefusalException.Fault($"the signing key {path} cannot be read: {fault.Message}", fault);
        }
    }
}
