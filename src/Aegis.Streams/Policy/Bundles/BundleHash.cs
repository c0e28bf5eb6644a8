using System.Security.Cryptography;

namespace Aegis.Streams.Policy.Bundles;

/// <summary>Hashes the files of a bundle as their signature lists them.</summary>
internal static class BundleHash
{
    public const string Sha256 = "SHA-256";

    /// <summary>Hashes a file: JSON data and manifests by their one spelling, everything else by its bytes.</summary>
    /// <returns>The hash in lower-case hex; <see langword="null"/>: the JSON has no one spelling, or the algorithm is not accepted.</returns>
    public static string? TryHash(BundleFile file, string algorithm)
    {
        var content = IsStructured(file.Name) ? BundleJson.TryWrite(file.Content.Span) : file.Content.ToArray();
        if (content is null) return null;
        return algorithm switch
        {
            Sha256 => Convert.ToHexStringLower(SHA256.HashData(content)),
            "SHA-384" => Convert.ToHexStringLower(SHA384.HashData(content)),
            "SHA-512" => Convert.ToHexStringLower(SHA512.HashData(content)),
            _ => null,
        };
    }

    public static string BaseName(string name) => name[(name.LastIndexOf('/') + 1)..];

    public static bool IsStructured(string name) => BaseName(name) is "data.json" or BundleFile.Manifest;
}
