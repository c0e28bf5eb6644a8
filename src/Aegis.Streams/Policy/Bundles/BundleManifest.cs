using System.Text.Json;

namespace Aegis.Streams.Policy.Bundles;

/// <summary>Reads what a bundle says of itself.</summary>
public static class BundleManifest
{
    /// <summary>Finds the revision of a bundle.</summary>
    /// <param name="files">Its files; verify them first, for anybody can write a manifest.</param>
    /// <returns>The revision; <see langword="null"/>: it says none, or its manifest is no JSON.</returns>
    public static string? RevisionOf(IEnumerable<BundleFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (files.FirstOrDefault(file => file.Name == BundleFile.Manifest) is not { } manifest || BundleJson.TryWrite(manifest.Content.Span) is not { } strict) return null;
        using var document = JsonDocument.Parse(strict);
        return BundlePayload.Text(document.RootElement, "revision");
    }
}
