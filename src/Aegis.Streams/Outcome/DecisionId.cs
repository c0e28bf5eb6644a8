using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Outcome;

/// <summary>
/// Ids of decisions and dead letters: UUIDs of version 8 (RFC 9562 section 5.8) over SHA-256. They follow from the input and its place in
/// the log, so that a record that is processed again after an abort gets its id again, and cannot get another's.
/// </summary>
public static class DecisionId
{
    private const int HashLength = 32;

    /// <summary>Computes the id of the decision of an intent.</summary>
    /// <param name="record">The record that brought the intent.</param>
    /// <param name="tenant">The tenant; empty: the input did not tell.</param>
    /// <param name="agent">The agent; empty: the input did not tell.</param>
    /// <param name="intentId">The intent's id; empty: the input did not tell.</param>
    /// <returns>The id in its usual form, 36 lower-case characters.</returns>
    public static string Create(SourceRecord record, string tenant, string agent, string intentId)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, "aegis-decision-id-v1");
        Append(hash, record.Topic);
        Append(hash, record.Partition);
        Append(hash, record.Offset);
        Append(hash, record.Timestamp.ToUnixTimeMilliseconds());
        Append(hash, tenant);
        Append(hash, agent);
        Append(hash, intentId);
        Span<byte> digest = stackalloc byte[HashLength];
        hash.GetHashAndReset(digest);

        var uuid = digest[..16];
        uuid[6] = (byte)((uuid[6] & 0x0f) | 0x80);
        uuid[8] = (byte)((uuid[8] & 0x3f) | 0x80);
        return new Guid(uuid, bigEndian: true).ToString("D");
    }

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }

    /// <summary>Appends a text after its length, so that no two lists of texts give the same bytes.</summary>
    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Append(hash, bytes.Length);
        hash.AppendData(bytes);
    }
}
