using System.Security.Cryptography;

namespace Aegis.Streams.Policy.Publication;

/// <summary>Signs publications with ES256. Not thread-safe.</summary>
public sealed class PublicationSigner : IDisposable
{
    private readonly ECDsa _key;

    private PublicationSigner(ECDsa key)
    {
        _key = key;
        var parameters = key.ExportParameters(includePrivateParameters: false);
        if (!PolicyKeys.IsP256(parameters)) throw new ArgumentException("The key is not on the curve P-256, which ES256 needs.", nameof(key));
        KeyId = JwkThumbprint.Of(parameters);
    }

    /// <summary>Gets what names the key: its JWK thumbprint (RFC 7638).</summary>
    public string KeyId { get; }

    /// <summary>Gets the public key in PEM.</summary>
    public string PublicPem => _key.ExportSubjectPublicKeyInfoPem();

    /// <summary>Takes a private key.</summary>
    /// <param name="pem">PEM with a `PRIVATE KEY` (PKCS #8) or `EC PRIVATE KEY`, not encrypted.</param>
    /// <returns>The signer.</returns>
    /// <exception cref="ArgumentException">There is no such key in it, or it is on another curve than P-256.</exception>
    public static PublicationSigner FromPem(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            _ = key.ExportParameters(includePrivateParameters: true);
            return new PublicationSigner(key);
        }
        catch (CryptographicException fault)
        {
            key.Dispose();
            throw new ArgumentException("There is no private key on P-256 in this PEM, or it is encrypted.", nameof(pem), fault);
        }
        catch (ArgumentException)
        {
            key.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    internal byte[] Sign(ReadOnlySpan<byte> bytes) => _key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
}
