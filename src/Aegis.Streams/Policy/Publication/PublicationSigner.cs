using System.Security.Cryptography;

namespace Aegis.Streams.Policy.Publication;

/// <summary>Signs publications with ES256. Not thread-safe.</summary>
public sealed class PublicationSigner : IDisposable
{
    private readonly ECDsa _key;

    private PublicationSigner(ECDsa key)
    {
        _key = key;
        KeyId = JwkThumbprint.Of(key.ExportParameters(includePrivateParameters: false));
    }

    /// <summary>Gets what names the key: its JWK thumbprint (RFC 7638).</summary>
    public string KeyId { get; }

    /// <summary>Gets the public key in PEM.</summary>
    public string PublicPem => _key.ExportSubjectPublicKeyInfoPem();

    /// <summary>Takes a private key.</summary>
    /// <param name="pem">PEM with a `PRIVATE KEY` (PKCS #8) or `EC PRIVATE KEY`, not encrypted.</param>
    /// <returns>The signer.</returns>
    /// <exception cref="ArgumentException">There is no such key in it, or it is on another curve than P-256.</exception>
    public static PublicationSigner FromPem(string pem) => new(PolicyKeys.ReadPrivate(pem));

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    internal byte[] Sign(ReadOnlySpan<byte> bytes) => _key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
}
