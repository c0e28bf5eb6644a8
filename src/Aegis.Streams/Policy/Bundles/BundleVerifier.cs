using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Aegis.Streams.Policy.Publication;

namespace Aegis.Streams.Policy.Bundles;

/// <summary>Checks signed bundles as Open Policy Agent does, and more narrowly: ES256 only, SHA-2 only, no delta bundles, no YAML data.</summary>
public sealed class BundleVerifier : IDisposable
{
    private static readonly string[] Refused = ["patch.json", "data.yaml", "data.yml"];

    private readonly ImmutableDictionary<string, ECDsa> _keys;
    private readonly string _scope;
    private readonly string? _keyId;

    /// <summary>Initializes a new instance of the <see cref="BundleVerifier"/> class.</summary>
    /// <param name="publicKeys">The trusted public keys on the curve P-256 in PEM, by their names.</param>
    /// <param name="scope">The scope that bundles must be signed for; <see langword="null"/>: that none was said.</param>
    /// <param name="keyId">The key that all bundles must be signed with, whatever they name; <see langword="null"/>: the one that a bundle names.</param>
    /// <exception cref="ArgumentException">A text is no such key, more than one, or a private one.</exception>
    public BundleVerifier(IReadOnlyDictionary<string, string> publicKeys, string? scope = null, string? keyId = null)
    {
        ArgumentNullException.ThrowIfNull(publicKeys);
        _keys = publicKeys.ToImmutableDictionary(pair => pair.Key, pair => ReadKey(pair.Value), StringComparer.Ordinal);
        _scope = scope ?? "";
        _keyId = keyId;
    }

    /// <summary>Checks the files of a bundle.</summary>
    /// <param name="files">All files, as they were read.</param>
    /// <returns>The first fault; <see langword="null"/>: the bundle is what a trusted key signed.</returns>
    public BundleFault? Verify(IReadOnlyCollection<BundleFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (files.FirstOrDefault(file => Refused.Contains(BundleHash.BaseName(file.Name))) is { } refused)
            return new BundleFault(BundleFaultKind.NotSupported, $"The bundle holds `{refused.Name}`, which is not supported; ship JSON data as a whole.");
        var signatures = files.FirstOrDefault(file => file.Name == BundleFile.Signatures);
        if (signatures is null) return new BundleFault(BundleFaultKind.NotSigned, "The bundle is not signed.");
        if (ReadSignature(signatures.Content) is not { } signature)
            return new BundleFault(BundleFaultKind.BadSignatureFile, $"`{BundleFile.Signatures}` does not hold exactly one signature and nothing else.");
        if (BundlePayload.TryRead(signature.Payload) is not { } payload)
            return new BundleFault(BundleFaultKind.BadSignatureFile, "The payload of the signature does not list files with their hashes.");
        return CheckSignature(signature, payload.KeyId) ?? Check(payload, [.. files.Where(file => file != signatures)]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var key in _keys.Values) key.Dispose();
    }

    private static ECDsa ReadKey(string pem) => PolicyKeys.ReadPublic(pem) is { Count: 1 } keys
        ? ECDsa.Create(keys.Values.Single())
        : throw new ArgumentException("There is more than one public key in it; name one.", nameof(pem));

    private string WrongScope(string scope) =>
        _scope.Length == 0 ? $"The bundle is signed for the scope `{scope}`, and none was named."
        : scope.Length == 0 ? $"The bundle is signed for no scope, not for `{_scope}`."
        : $"The bundle is signed for the scope `{scope}`, not for `{_scope}`.";

    private static JsonWebSignature? ReadSignature(ReadOnlyMemory<byte> utf8)
    {
        if (BundleJson.TryWrite(utf8.Span) is not { } strict) return null;
        using var document = JsonDocument.Parse(strict);

        // Open Policy Agent leaves a signature with a `plugin` to that plugin, so that it does not mean what it means here; it names its own too.
        return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.EnumerateObject().All(IsKnown)
            && root.TryGetProperty("signatures", out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() == 1
            && list[0].ValueKind == JsonValueKind.String ? JsonWebSignature.TryRead(list[0].GetString()!) : null;
    }

    private static bool IsKnown(JsonProperty member) => member.Name switch
    {
        "signatures" => true,
        "plugin" => member.Value is { ValueKind: JsonValueKind.String } plugin && (plugin.ValueEquals("") || plugin.ValueEquals("_default")),
        _ => false,
    };

    /// <summary>Checks that a trusted key signed. Until then the payload only names a key.</summary>
    private BundleFault? CheckSignature(JsonWebSignature signature, string? payloadKeyId)
    {
        if (BundleJson.TryWrite(signature.Header) is not { } strict) return new BundleFault(BundleFaultKind.BadSignatureFile, "The header of the signature is no JSON.");
        using var header = JsonDocument.Parse(strict);
        var keyId = _keyId ?? BundlePayload.Text(header.RootElement, "kid") ?? payloadKeyId;
        if (keyId is null || !_keys.TryGetValue(keyId, out var key))
            return new BundleFault(BundleFaultKind.UnknownKey, "The bundle is signed with a key that is not trusted here; add its public key, or sign with a trusted one.");
        if (BundlePayload.Text(header.RootElement, "alg") != "ES256") return new BundleFault(BundleFaultKind.WrongAlgorithm, "The bundle must be signed with ES256.");
        return key.VerifyData(signature.Signed, signature.Signature, HashAlgorithmName.SHA256) ? null
            : new BundleFault(BundleFaultKind.WrongSignature, $"The signature is not one of the key `{keyId}` over this payload.");
    }

    private BundleFault? Check(BundlePayload payload, ImmutableArray<BundleFile> files)
    {
        if (payload.Scope != _scope) return new BundleFault(BundleFaultKind.WrongScope, WrongScope(payload.Scope));
        foreach (var file in files)
        {
            if (!payload.Files.TryGetValue(file.Name, out var listed)) return new BundleFault(BundleFaultKind.FileNotSigned, $"`{file.Name}` is not signed.");
            if (BundleHash.IsStructured(file.Name) && BundleJson.TryWrite(file.Content.Span) is null)
                return new BundleFault(BundleFaultKind.BadJson, $"`{file.Name}` is no strict JSON.");
            if (!string.Equals(BundleHash.TryHash(file, listed.Algorithm), listed.Hash, StringComparison.OrdinalIgnoreCase))
                return new BundleFault(BundleFaultKind.FileChanged, $"`{file.Name}` is not what was signed.");
        }

        var present = files.Select(file => file.Name).ToHashSet(StringComparer.Ordinal);
        return payload.Files.Keys.FirstOrDefault(name => !present.Contains(name)) is { } missing
            ? new BundleFault(BundleFaultKind.FileMissing, $"`{missing}` is signed, but missing.")
            : null;
    }
}
