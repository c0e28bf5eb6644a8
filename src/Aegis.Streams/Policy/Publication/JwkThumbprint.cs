using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Aegis.Streams.Policy.Publication;

/// <summary>Names a public key by its content: the JWK thumbprint (RFC 7638) with SHA-256, in base64url.</summary>
internal static class JwkThumbprint
{
    private const int Length = 43;

    private static readonly SearchValues<char> Characters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Names a key.</summary>
    /// <param name="key">The public key, on P-256.</param>
    /// <returns>43 characters.</returns>
    public static string Of(ECParameters key)
    {
        // The members that RFC 7638 demands of this kind of key, in its order, without blanks.
        var jwk = $$"""{"crv":"P-256","kty":"EC","x":"{{Base64Url.EncodeToString(key.Q.X)}}","y":"{{Base64Url.EncodeToString(key.Q.Y)}}"}""";
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(jwk)));
    }

    public static bool IsValid(string text) => text.Length == Length && !text.AsSpan().ContainsAnyExcept(Characters);
}
