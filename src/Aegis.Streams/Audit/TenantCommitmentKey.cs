using System.Security.Cryptography;
using System.Text;
using Aegis.Streams.Intents;

namespace Aegis.Streams.Audit;

/// <summary>The commitment key of one tenant: HKDF-SHA-256 (RFC 5869) of the master key. Thread-safe.</summary>
public sealed class TenantCommitmentKey
{
    private const string KeyInfo = "aegis-commitment-key-v1\n";
    private const string KeyIdInfo = "aegis-commitment-key-id-v1\n";
    private const int KeyIdBytes = 8;

    private readonly byte[] _key;

    // The last one used, for the next caller: making one costs more than most commitments.
    private IncrementalHash? _idle;

    private TenantCommitmentKey(byte[] key, string keyId)
    {
        _key = key;
        KeyId = keyId;
    }

    /// <summary>Gets what identifies the key without telling it: 16 lower-case hex digits.</summary>
    public string KeyId { get; }

    /// <summary>Commits to a value: HMAC-SHA-256 over `aegis-commitment-v1` LF name LF entry id LF value.</summary>
    /// <param name="name">What the value is, such as `parameters`.</param>
    /// <param name="entryId">The audit entry, so that equal values in two entries look different.</param>
    /// <param name="value">The value.</param>
    /// <returns>The commitment.</returns>
    public Commitment Commit(string name, string entryId, ReadOnlySpan<byte> value)
    {
        using var input = new HashInput();
        input.Append("aegis-commitment-v1\n"u8);
        input.Append(name);
        input.Append("\n"u8);
        input.Append(entryId);
        input.Append("\n"u8);
        input.Append(value);
        var hmac = Interlocked.Exchange(ref _idle, null) ?? IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hmac.AppendData(input.Written);
        var commitment = new Commitment(name, hmac.GetHashAndReset(), KeyId);
        Interlocked.Exchange(ref _idle, hmac)?.Dispose();
        return commitment;
    }

    internal static TenantCommitmentKey Derive(byte[] master, string tenant)
    {
        var key = Expand(KeyInfo + tenant, SHA256.HashSizeInBytes);
        return new TenantCommitmentKey(key, Convert.ToHexStringLower(Expand(KeyIdInfo + tenant, KeyIdBytes)));

        byte[] Expand(string info, int length) =>
            HKDF.DeriveKey(HashAlgorithmName.SHA256, master, length, salt: [], info: Encoding.UTF8.GetBytes(info));
    }
}
