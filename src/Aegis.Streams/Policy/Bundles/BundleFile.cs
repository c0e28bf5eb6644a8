namespace Aegis.Streams.Policy.Bundles;

/// <summary>A file of a bundle.</summary>
/// <param name="Name">Its path in the bundle, with `/` between the parts and none before them, such as `policy.rego`.</param>
/// <param name="Content">Its bytes.</param>
public sealed record BundleFile(string Name, ReadOnlyMemory<byte> Content)
{
    /// <summary>The file that says the revision and the roots.</summary>
    public const string Manifest = ".manifest";

    /// <summary>The file that holds the signature of all others.</summary>
    public const string Signatures = ".signatures.json";
}
