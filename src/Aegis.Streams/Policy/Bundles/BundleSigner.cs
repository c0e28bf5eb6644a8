using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Aegis.Streams.Policy.Publication;

namespace Aegis.Streams.Policy.Bundles;

/// <summary>Signs bundles with ES256 for Open Policy Agent and <see cref="BundleVerifier"/>. A signature has a random part: sign a bundle once and keep it.</summary>
public sealed class BundleSigner : IDisposable
{
    private readonly ECDsa _key;

    private BundleSigner(ECDsa key, string? keyId)
    {
        _key = key;
        KeyId = keyId ?? JwkThumbprint.Of(key.ExportParameters(includePrivateParameters: false));
    }

    /// <summary>Gets the name of the key, which verifiers look it up by.</summary>
    public string KeyId { get; }

    /// <summary>Reads a private key.</summary>
    /// <param name="pem">The key on the curve P-256, in PEM (PKCS #8 or SEC 1), not encrypted.</param>
    /// <param name="keyId">Its name; <see langword="null"/>: the thumbprint of the public key (RFC 7638).</param>
    /// <returns>The signer.</returns>
    /// <exception cref="ArgumentException">The text is no such key.</exception>
    public static BundleSigner FromPem(string pem, string? keyId = null) => new(PolicyKeys.ReadPrivate(pem), keyId);

    /// <summary>Signs files.</summary>
    /// <param name="files">The files of the bundle, without a signature.</param>
    /// <param name="scope">For whom the bundle is; <see langword="null"/>: nothing is said, and a verifier with a scope refuses it.</param>
    /// <returns>The files and `.signatures.json`.</returns>
    /// <exception cref="ArgumentException">A JSON file has no one spelling, so that hashes of it could differ.</exception>
    public IReadOnlyList<BundleFile> Sign(IEnumerable<BundleFile> files, string? scope = null)
    {
        var signed = files.OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
        var header = Json(json =>
        {
            json.WriteString("alg", "ES256");
            json.WriteString("kid", KeyId);
        });
        var payload = Json(json => WritePayload(json, signed, scope));
        var text = JsonWebSignature.Spell(header, payload, bytes => _key.SignData(bytes, HashAlgorithmName.SHA256));
        signed.Add(new BundleFile(BundleFile.Signatures, Json(json =>
        {
            json.WriteStartArray("signatures");
            json.WriteStringValue(text);
            json.WriteEndArray();
        })));
        return signed;
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private static void WritePayload(Utf8JsonWriter json, List<BundleFile> files, string? scope)
    {
        json.WriteStartArray("files");
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WriteString("name", file.Name);
            json.WriteString("hash", BundleHash.TryHash(file, BundleHash.Sha256) ?? throw new ArgumentException($"`{file.Name}` is no strict JSON.", nameof(files)));
            json.WriteString("algorithm", BundleHash.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (scope is not null) json.WriteString("scope", scope);
    }

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
