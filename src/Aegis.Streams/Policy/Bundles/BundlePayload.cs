using System.Collections.Immutable;
using System.Text.Json;

namespace Aegis.Streams.Policy.Bundles;

/// <summary>What a signature is of.</summary>
/// <param name="Files">The files by name, with algorithm and hash.</param>
/// <param name="Scope">For whom the bundle is; empty: nobody in particular.</param>
/// <param name="KeyId">The name of the key, where old signers wrote it; <see langword="null"/>: the header has it.</param>
internal sealed record BundlePayload(ImmutableSortedDictionary<string, (string Algorithm, string Hash)> Files, string Scope, string? KeyId)
{
    /// <summary>Reads a payload.</summary>
    /// <returns>The payload; <see langword="null"/>: it lists no files, or one of them twice or without its hash.</returns>
    public static BundlePayload? TryRead(ReadOnlySpan<byte> utf8)
    {
        if (BundleJson.TryWrite(utf8) is not { } strict) return null;
        using var document = JsonDocument.Parse(strict);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("files", out var list) || list.ValueKind != JsonValueKind.Array) return null;
        var files = ImmutableSortedDictionary.CreateBuilder<string, (string Algorithm, string Hash)>(StringComparer.Ordinal);
        foreach (var file in list.EnumerateArray())
        {
            if (Text(file, "name") is not { } name || Text(file, "hash") is not { } hash || Text(file, "algorithm") is not { } algorithm) return null;
            if (!files.TryAdd(name, (algorithm, hash))) return null;
        }

        return root.TryGetProperty("scope", out var scope) && scope.ValueKind != JsonValueKind.String
            ? null : new BundlePayload(files.ToImmutable(), Text(root, "scope") ?? "", Text(root, "keyid"));
    }

    public static string? Text(JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
