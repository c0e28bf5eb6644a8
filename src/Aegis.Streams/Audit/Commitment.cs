namespace Aegis.Streams.Audit;

/// <summary>Binds an audit entry to a value without telling it. Contract: `Commitment`.</summary>
/// <param name="Name">What is committed to, such as `parameters`.</param>
/// <param name="Value">The HMAC-SHA-256, 32 bytes.</param>
/// <param name="KeyId">Identifies the key: 16 hex digits.</param>
public sealed record Commitment(string Name, ReadOnlyMemory<byte> Value, string KeyId);
