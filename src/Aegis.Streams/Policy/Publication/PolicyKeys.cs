using System.Security.Cryptography;

namespace Aegis.Streams.Policy.Publication;

/// <summary>A new pair of keys for publications.</summary>
/// <param name="KeyId">What names it: the JWK thumbprint (RFC 7638).</param>
/// <param name="PrivatePem">The private key, PKCS #8 in PEM: for the publisher alone.</param>
/// <param name="PublicPem">The public key, SubjectPublicKeyInfo in PEM: for every instance.</param>
public sealed record PolicyKeys(string KeyId, string PrivatePem, string PublicPem)
{
    /// <summary>Makes a pair on P-256 from the system's random numbers.</summary>
    /// <returns>The pair.</returns>
    public static PolicyKeys Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new PolicyKeys(JwkThumbprint.Of(key.ExportParameters(includePrivateParameters: false)), $"{key.ExportPkcs8PrivateKeyPem()}\n", $"{key.ExportSubjectPublicKeyInfoPem()}\n");
    }

    /// <summary>Reads a private key.</summary>
    /// <param name="pem">PEM with a `PRIVATE KEY` (PKCS #8) or `EC PRIVATE KEY`, not encrypted.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">There is no such key in it, or it is on another curve than P-256.</exception>
    internal static ECDsa ReadPrivate(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (!IsP256(key.ExportParameters(includePrivateParameters: true))) throw new ArgumentException("The key is not on the curve P-256, which ES256 needs.", nameof(pem));
            return key;
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

    /// <summary>Reads public keys.</summary>
    /// <param name="pem">PEM with any number of `PUBLIC KEY` blocks. What stands between them does not count.</param>
    /// <returns>The keys by their ids, at least one.</returns>
    /// <exception cref="ArgumentException">There is no key in it, a private one, or one that is not on P-256.</exception>
    internal static Dictionary<string, ECParameters> ReadPublic(string pem)
    {
        var keys = new Dictionary<string, ECParameters>(StringComparer.Ordinal);
        var rest = pem.AsSpan();
        while (PemEncoding.TryFind(rest, out var fields))
        {
            if (rest[fields.Label] is var label && label.EndsWith("PRIVATE KEY", StringComparison.Ordinal))
                throw new ArgumentException("There is a private key in it, which only the signer should have; give the public one.", nameof(pem));
            var key = ReadPublic(rest[fields.Location], label);
            keys[JwkThumbprint.Of(key)] = key;
            rest = rest[fields.Location.End..];
        }

        return keys.Count > 0 ? keys : throw new ArgumentException("There is no public key in it.", nameof(pem));
    }

    private static ECParameters ReadPublic(ReadOnlySpan<char> block, ReadOnlySpan<char> label)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(block);
            var parameters = key.ExportParameters(includePrivateParameters: false);
            return IsP256(parameters) ? parameters : throw new ArgumentException("A key in it is not on the curve P-256, which ES256 needs.");
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException { ParamName: not null })
        {
            throw new ArgumentException($"The block `{label}` in it is no public key on P-256.", fault);
        }
    }

    private static bool IsP256(ECParameters key) => key.Curve is { IsNamed: true, Oid.Value: "1.2.840.10045.3.1.7" };
}
