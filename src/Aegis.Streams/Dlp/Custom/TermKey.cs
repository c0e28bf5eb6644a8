using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Aegis.Streams.Dlp.Custom;

/// <summary>The key of a list of terms that is nowhere in clear. Who has it and the file can try any term; who has the file alone can try none.</summary>
public sealed class TermKey
{
    /// <summary>The fewest bytes of a key.</summary>
    public const int FewestBytes = 16;

    private const int FilterKeyBytes = 16;
    private const int IdBytes = 8;
    private readonly byte[] _hashKey;

    /// <summary>Initializes a key.</summary>
    /// <param name="secret">The secret bytes.</param>
    /// <exception cref="ArgumentException">There are fewer than 16.</exception>
    public TermKey(ReadOnlySpan<byte> secret)
    {
        if (secret.Length < FewestBytes) throw new ArgumentException($"The key of terms must have at least {FewestBytes} bytes.", nameof(secret));
        _hashKey = Derive(secret, "aegis-terms-hash-v1\n"u8, SHA256.HashSizeInBytes);
        Words = SipHash.Of(Derive(secret, "aegis-terms-words-v1\n"u8, FilterKeyBytes));
        Terms = SipHash.Of(Derive(secret, "aegis-terms-terms-v1\n"u8, FilterKeyBytes));
        Id = Convert.ToHexStringLower(Derive(secret, "aegis-terms-key-id-v1\n"u8, IdBytes));
    }

    /// <summary>Gets what identifies the key without telling it: 16 lower-case hex digits.</summary>
    public string Id { get; }

    /// <summary>Gets the hash of first words in the filter.</summary>
    internal SipHash Words { get; }

    /// <summary>Gets the hash of terms in the filter.</summary>
    internal SipHash Terms { get; }

    /// <summary>Hashes a term: HMAC-SHA-256, of which the first 128 bits are kept.</summary>
    /// <param name="term">The term in its canonical form.</param>
    internal UInt128 HashOf(ReadOnlySpan<byte> term)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        HMACSHA256.HashData(_hashKey, term, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    private static byte[] Derive(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> info, int length)
    {
        var key = new byte[length];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, key, salt: [], info);
        return key;
    }
}
