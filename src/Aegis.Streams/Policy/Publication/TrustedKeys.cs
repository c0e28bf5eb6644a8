using System.Collections.Frozen;
using System.Security.Cryptography;
using Aegis.Streams.Lists.Manifest;

namespace Aegis.Streams.Policy.Publication;

/// <summary>The public keys whose publications count. Several at once let a new key be introduced before an old one goes. Immutable and thread-safe.</summary>
public sealed class TrustedKeys
{
    private const int RawSignatureLength = 64;

    private readonly FrozenDictionary<string, ECParameters> _keys;

    private TrustedKeys(IReadOnlyDictionary<string, ECParameters> keys) => _keys = keys.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Gets the ids of the keys, sorted.</summary>
    public IEnumerable<string> KeyIds => _keys.Keys.Order(StringComparer.Ordinal);

    /// <summary>Takes keys.</summary>
    /// <param name="pem">PEM with any number of `PUBLIC KEY` blocks. What stands between them does not count.</param>
    /// <returns>The keys.</returns>
    /// <exception cref="ArgumentException">There is no key in it, a private one, or one that is not on P-256.</exception>
    public static TrustedKeys FromPem(string pem) => new(PolicyKeys.ReadPublic(pem));

    /// <summary>Joins two sets.</summary>
    /// <param name="other">The other one.</param>
    /// <returns>The keys of both.</returns>
    public TrustedKeys And(TrustedKeys other)
    {
        var keys = _keys.ToDictionary(StringComparer.Ordinal);
        foreach (var (id, key) in other._keys) keys[id] = key;
        return new TrustedKeys(keys);
    }

    /// <summary>Says whether a key is trusted.</summary>
    /// <param name="keyId">The id of the key.</param>
    /// <returns>Whether it is.</returns>
    public bool Has(string keyId) => _keys.ContainsKey(keyId);

    /// <summary>Verifies a publication.</summary>
    /// <param name="publication">The publication.</param>
    /// <returns>Whether the key that it names is trusted and signed it.</returns>
    public bool Verify(SignedPublication publication)
    {
        if (!_keys.TryGetValue(publication.Publication.KeyId, out var parameters)) return false;
        using var key = ECDsa.Create(parameters);
        return key.VerifyData(publication.SignedBytes.Span, publication.Signature.Span, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <summary>Finds who signed an envelope (DSSE).</summary>
    /// <param name="envelope">The envelope.</param>
    /// <returns>The id of a trusted key that signed it; <see langword="null"/>: none did. A key id in an envelope is a hint that nothing protects, so every key is tried.</returns>
    public string? FindSigner(DsseEnvelope envelope)
    {
        var signed = DsseEnvelope.Encode(envelope.PayloadType, envelope.Payload.Span);
        foreach (var (id, parameters) in _keys)
        {
            using var key = ECDsa.Create(parameters);
            if (envelope.Signatures.Any(signature => key.VerifyData(signed, signature.Value.Span, HashAlgorithmName.SHA256, FormatOf(signature)))) return id;
        }

        return null;
    }

    private static DSASignatureFormat FormatOf(DsseSignature signature) =>
        signature.Value.Length == RawSignatureLength ? DSASignatureFormat.IeeeP1363FixedFieldConcatenation : DSASignatureFormat.Rfc3279DerSequence;
}
