using System.Security.Cryptography;

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
        using var input = Begin(CanonicalDomain, intent);
        if (intent.Parameters.IsEmpty) input.Append("{}"u8);
        else CanonicalJson.Write(intent.Parameters, input);
        return SHA256.HashData(input.Written);
    }

    /// <summary>Computes the hash of a request whose parameters are refused: byte for byte, since they have no canonical form.</summary>
    /// <param name="intent">The intent.</param>
    /// <returns>SHA-256, 32 bytes.</returns>
    public static byte[] ComputeRaw(Intent intent)
    {
        using var input = Begin(RawDomain, intent);
        input.Append(intent.Parameters.Span);
        return SHA256.HashData(input.Written);
    }

    private static HashInput Begin(string domain, Intent intent)
    {
        // No name has a line feed, and the parameters come last, so no two requests give the same bytes.
        var input = new HashInput();
        AppendLine(input, domain);
        AppendLine(input, intent.Tenant);
        AppendLine(input, intent.Agent);
        AppendLine(input, intent.Tool);
        AppendLine(input, intent.Action);
        AppendLine(input, intent.CallClass == CallClass.Read ? "read" : "write");
        AppendLine(input, intent.EgressTarget);
        return input;
    }

    private static void AppendLine(HashInput input, string? text)
    {
        input.Append(text);
        input.Append("\n"u8);
    }
}
