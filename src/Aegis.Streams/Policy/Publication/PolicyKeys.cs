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

    /// <summary>Says whether a key is on P-256, the curve of ES256.</summary>
    internal static bool IsP256(ECParameters key) => key.Curve is { IsNamed: true, Oid.Value: "1.2.840.10045.3.1.7" };
}
