using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Aegis.Streams.Audit;

/// <summary>
/// The key under which audit entries commit to what they must not hold. From one master key follows a key for each tenant:
/// who has one tenant's key can open that tenant's commitments and no others. Thread-safe.
/// </summary>
/// <remarks>A bare hash of parameters could be found by guessing them; a commitment cannot, without the key.</remarks>
public sealed class CommitmentKey
{
    /// <summary>Length of the master key in bytes.</summary>
    public const int Length = 32;

    private const string RedactionKeyInfo = "aegis-redaction-key-v1\n";

    // Names of tenants come from input, so what is kept of them is bounded. A key that is not kept costs microseconds.
    private const int MaxKept = 4096;

    private readonly byte[] _master;
    private readonly ConcurrentDictionary<string, TenantCommitmentKey> _tenants = new(StringComparer.Ordinal);

    /// <summary>Initializes the key.</summary>
    /// <param name="master">The master key, <see cref="Length"/> random bytes; copied.</param>
    /// <exception cref="ArgumentException">The master key has another length.</exception>
    public CommitmentKey(ReadOnlySpan<byte> master)
    {
        if (master.Length != Length) throw new ArgumentException($"The commitment key must have {Length} bytes, not {master.Length}.", nameof(master));
        _master = master.ToArray();
    }

    /// <summary>Makes a key from the system's random numbers.</summary>
    /// <returns>A new key.</returns>
    public static CommitmentKey Generate() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>Derives the key of a tenant's redactions, which says nothing of its commitments: HKDF-SHA-256 of the master key.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <returns>32 bytes.</returns>
    internal byte[] DeriveRedactionKey(string tenant) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _master, SHA256.HashSizeInBytes, salt: [], info: Encoding.UTF8.GetBytes(RedactionKeyInfo + tenant));

    /// <summary>Finds the key of a tenant.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <returns>Its key.</returns>
    public TenantCommitmentKey ForTenant(string tenant)
    {
        if (_tenants.TryGetValue(tenant, out var kept)) return kept;
        var key = TenantCommitmentKey.Derive(_master, tenant);
        if (_tenants.Count < MaxKept) _tenants.TryAdd(tenant, key);
        return key;
    }
}
