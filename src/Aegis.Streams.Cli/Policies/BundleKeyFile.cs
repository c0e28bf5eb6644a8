using Aegis.Streams.Policy.Bundles;

namespace Aegis.Streams.Cli.Policies;

/// <summary>Reads the keys of bundles.</summary>
internal static class BundleKeyFile
{
    /// <summary>Reads a private key, which nobody but its owner may be able to read.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The signer.</returns>
    /// <exception cref="CliRefusalException">There is no such key in it, or others may read it.</exception>
    public static BundleSigner ReadPrivate(string path)
    {
        // One rule for private keys; it also refuses what is open to others.
        using var checkedKey = SigningKeyFile.Read(path);
        try
        {
            return BundleSigner.FromPem(File.ReadAllText(path));
        }
        catch (Exception fault) when (fault is ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw CliRefusalException.Fault($"the signing key {path} cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>Makes a verifier that trusts one public key.</summary>
    /// <param name="path">The file.</param>
    /// <param name="scope">The scope that bundles must be signed for; <see langword="null"/>: none.</param>
    /// <returns>The verifier.</returns>
    /// <exception cref="CliRefusalException">There is no such key in it.</exception>
    public static BundleVerifier ReadPublic(string path, string? scope)
    {
        try
        {
            // The file is the trust: whatever a bundle calls its key, it must be this one.
            return new BundleVerifier(new Dictionary<string, string> { [path] = File.ReadAllText(path) }, scope, keyId: path);
        }
        catch (ArgumentException fault)
        {
            throw CliRefusalException.Fault($"the key {path} must hold a public key on P-256 in PEM; `aegis policy keygen` makes one. {fault.Message.Split(" (Parameter", 2)[0]}", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CliRefusalException.Fault($"the key {path} cannot be read: {FileFault.Why(path, fault)}", fault);
        }
    }
}
