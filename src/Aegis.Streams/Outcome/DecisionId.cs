using System.Security.Cryptography;
using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Outcome;

/// <summary>
/// Ids of decisions and dead letters: UUIDs of version 8 (RFC 9562 section 5.8) over SHA-256. They follow from the input and its place in
/// the log, so that a record that is processed again after an abort gets its id again, and cannot get another's. A call that no log holds
/// brings an id of its own.
/// </summary>
public static class DecisionId
{
    /// <summary>Computes the id of the decision of an intent.</summary>
    /// <param name="record">The record that brought the intent.</param>
    /// <param name="tenant">The tenant; empty: the input did not tell.</param>
    /// <param name="agent">The agent; empty: the input did not tell.</param>
    /// <param name="intentId">The intent's id; empty: the input did not tell.</param>
    /// <returns>The id in its usual form, 36 lower-case characters.</returns>
    public static string Create(SourceRecord record, string tenant, string agent, string intentId)
    {
        using var input = new HashInput();
        Append(input, "aegis-decision-id-v1");
        Append(input, record.Topic);
        input.Append(record.Partition);
        input.Append(record.Offset);
        input.Append(record.Timestamp.ToUnixTimeMilliseconds());
        Append(input, tenant);
        Append(input, agent);
        Append(input, intentId);
        if (record.CallId is { } callId) Append(input, callId.ToString("N"));
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input.Written, digest);

        var uuid = digest[..16];
        uuid[6] = (byte)((uuid[6] & 0x0f) | 0x80);
        uuid[8] = (byte)((uuid[8] & 0x3f) | 0x80);
        return new Guid(uuid, bigEndian: true).ToString("D");
    }

    /// <summary>Appends a text after its length, so that no two lists of texts give the same bytes.</summary>
    private static void Append(HashInput input, string text)
    {
        input.Append(Encoding.UTF8.GetByteCount(text));
        input.Append(text);
    }
}
