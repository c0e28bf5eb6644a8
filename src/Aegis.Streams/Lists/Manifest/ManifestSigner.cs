using System.Security.Cryptography;
using Aegis.Streams.Policy.Publication;

namespace Aegis.Streams.Lists.Manifest;

/// <summary>Signs manifests with ES256. Thread-safe.</summary>
public sealed class ManifestSigner : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ECDsa _key;

    private ManifestSigner(ECDsa key) => (_key, KeyId) = (key, JwkThumbprint.Of(key.ExportParameters(includePrivateParameters: false)));

    /// <summary>Gets what names the key: its JWK thumbprint (RFC 7638).</summary>
    public string KeyId { get; }

    /// <summary>Takes a key.</summary>
    /// <param name="pem">PEM with a private key on P-256, not encrypted.</param>
    /// <returns>The signer.</returns>
    /// <exception cref="ArgumentException">There is no such key in it.</exception>
    public static ManifestSigner FromPem(string pem) => new(PolicyKeys.ReadPrivate(pem));

    /// <summary>Signs a manifest.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <returns>Its envelope.</returns>
    public DsseEnvelope Sign(ListManifest manifest)
    {
        var statement = manifest.ToStatement();
        lock (_lock)
        {
            var signature = _key.SignData(DsseEnvelope.Encode(ListManifest.PayloadType, statement), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
            return new DsseEnvelope(ListManifest.PayloadType, statement, [new DsseSignature(KeyId, signature)]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
