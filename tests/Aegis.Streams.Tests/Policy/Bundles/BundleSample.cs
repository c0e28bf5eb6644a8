using System.Security.Cryptography;
using Aegis.Streams.Policy.Bundles;

namespace Aegis.Streams.Tests.Policy.Bundles;

/// <summary>A small bundle, and keys made for the run.</summary>
internal sealed class BundleSample : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public BundleSample() => Signer = BundleSigner.FromPem(_key.ExportECPrivateKeyPem());

    public static BundleFile[] Files { get; } =
    [
        new("policy.rego", "package aegis.policy\n"u8.ToArray()),
        new(".manifest", """{"revision":"7","roots":["aegis"],"rego_version":1}"""u8.ToArray()),
        new("data.json", """{"aegis":{"limit":25.0}}"""u8.ToArray()),
    ];

    public BundleSigner Signer { get; }

    public string PublicPem => _key.ExportSubjectPublicKeyInfoPem();

    public BundleVerifier Verifier(string? scope = null) => new(new Dictionary<string, string> { [Signer.KeyId] = PublicPem }, scope);

    public void Dispose()
    {
        Signer.Dispose();
        _key.Dispose();
    }
}
