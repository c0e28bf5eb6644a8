using System.Buffers.Text;
using System.Text;

namespace Aegis.Streams.Policy.Bundles;

/// <summary>The compact form of a JSON Web Signature (RFC 7515).</summary>
/// <param name="Header">The header's JSON.</param>
/// <param name="Payload">The payload's JSON.</param>
/// <param name="Signed">What is signed.</param>
/// <param name="Signature">The signature.</param>
internal sealed record JsonWebSignature(byte[] Header, byte[] Payload, byte[] Signed, byte[] Signature)
{
    public static string Spell(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload, Func<byte[], byte[]> sign)
    {
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    public static JsonWebSignature? TryRead(string text)
    {
        var parts = text.Split('.');
        if (parts.Length != 3 || !Ascii.IsValid(text)) return null;
        var decoded = new byte[3][];
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Contains('=', StringComparison.Ordinal) || !Base64Url.IsValid(parts[i])) return null;
            decoded[i] = Base64Url.DecodeFromChars(parts[i]);
        }

        return new JsonWebSignature(decoded[0], decoded[1], Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), decoded[2]);
    }
}
