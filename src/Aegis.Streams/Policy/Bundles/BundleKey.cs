using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Aegis.Streams.Policy.Bundles;

/// <summary>A key on the curve P-256, and its name.</summary>
internal static class BundleKey
{
    private const string P256 = "1.2.840.10045.3.1.7";

    /// <summary>Reads a key.</summary>
    /// <exception cref="CryptographicException">The text is no key of this curve.</exception>
    public static ECDsa Read(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value != P256)
                throw new CryptographicException("Bundles are signed with ES256: the key must be on the curve P-256.");
            return key;
        }
        catch (Exception fault)
        {
            key.Dispose();
            if (fault is ArgumentException) throw new CryptographicException("The text holds no PEM block with an EC key.", fault);
            throw;
        }
    }

    /// <summary>Returns the thumbprint of the public key (RFC 7638), which names it wherever it is.</summary>
    public static string Thumbprint(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var text = $$"""{"crv":"P-256","kty":"EC","x":"{{Base64Url.EncodeToString(point.X)}}","y":"{{Base64Url.EncodeToString(point.Y)}}"}""";
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(text)));
    }
}
