namespace Aegis.Streams.Lists.Manifest;

/// <summary>A signature of an envelope.</summary>
/// <param name="KeyId">A hint at the key: its JWK thumbprint (RFC 7638). Empty: none is given.</param>
/// <param name="Value">The signature: ECDSA on P-256 with SHA-256, in DER as OpenSSL and sigstore write it, or 64 bytes of r and s.</param>
public sealed record DsseSignature(string KeyId, ReadOnlyMemory<byte> Value);
