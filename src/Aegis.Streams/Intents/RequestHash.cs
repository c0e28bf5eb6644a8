using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Aegis.Streams.Intents;

/// <summary>
/// Computes what makes two intents the same request: tenant, agent, tool, action, call class, egress target and parameters. The order of
/// members, white space, escapes and the spelling of numbers do not matter; trace, times, attempt and reply topic are no part of it.
/// </summary>
public static class RequestHash
{
    /// <summary>Length of the hash in bytes.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    private const string CanonicalDomain = "aegis-request-v1";
    private const string RawDomain = "aegis-request-raw-v1";

    /// <summary>Computes the hash of a request whose parameters are strict JSON.</summary>
    /// <param name="intent">The intent.</param>
    /// <returns>SHA-256, 32 bytes.</returns>
    public static byte[] Compute(Intent intent)
    {
        var parameters = new ArrayBufferWriter<byte>(Math.Max(256, intent.Parameters.Length));
        if (intent.Parameters.IsEmpty) parameters.Write("{}"u8);
        else CanonicalJson.Write(intent.Parameters, parameters);
        return Hash(CanonicalDomain, intent, parameters.WrittenSpan);
    }

    /// <summary>Computes the hash of a request whose parameters are refused: byte for byte, since they have no canonical form.</summary>
    /// <param name="intent">The intent.</param>
    /// <returns>SHA-256, 32 bytes.</returns>
    public static byte[] ComputeRaw(Intent intent) => Hash(RawDomain, intent, intent.Parameters.Span);

    private static byte[] Hash(string domain, Intent intent, ReadOnlySpan<byte> parameters)
    {
        // No name has a line feed, and the parameters come last, so no two requests give the same bytes.
        var callClass = intent.CallClass == CallClass.Read ? "read" : "write";
        var names = $"{domain}\n{intent.Tenant}\n{intent.Agent}\n{intent.Tool}\n{intent.Action}\n{callClass}\n{intent.EgressTarget}\n";
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(names));
        hash.AppendData(parameters);
        return hash.GetHashAndReset();
    }
}
