using System.Security.Cryptography;
using System.Text;
using Aegis.Streams.Policy.Bundles;

namespace Aegis.Streams.Tests.Policy.Bundles;

public sealed class BundleVerifierTests : IDisposable
{
    private readonly BundleSample _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void WhatWasSigned_IsAccepted()
    {
        var reading = BundleReader.Read(BundleWriter.Write(_sample.Signer.Sign(BundleSample.Files, "write")));
        using var verifier = _sample.Verifier("write");

        Assert.Null(verifier.Verify(reading.Files));
    }

    [Fact]
    public void DataWithOtherBlanks_IsStillWhatWasSigned()
    {
        var files = _sample.Signer.Sign(BundleSample.Files).Select(file => file.Name == "data.json" ? file with { Content = """{ "aegis": {"limit": 25.0} }"""u8.ToArray() } : file);
        Check(null, files);
    }

    [Theory]
    [InlineData("""{"aegis":{"limit":25}}""", BundleFaultKind.FileChanged)]
    [InlineData("""{"aegis":{"limit":25.0},"aegis":{"limit":26}}""", BundleFaultKind.BadJson)]
    public void ChangedData_IsRefused(string content, BundleFaultKind kind) =>
        Check(kind, _sample.Signer.Sign(BundleSample.Files).Select(file => file.Name == "data.json" ? file with { Content = Encoding.UTF8.GetBytes(content) } : file));

    [Fact]
    public void ChangedModule_IsRefused() =>
        Check(BundleFaultKind.FileChanged, _sample.Signer.Sign(BundleSample.Files).Select(file => file.Name == "policy.rego" ? file with { Content = "package x\n"u8.ToArray() } : file));

    [Fact]
    public void AddedFile_IsRefused() => Check(BundleFaultKind.FileNotSigned, [.. _sample.Signer.Sign(BundleSample.Files), new BundleFile("b.rego", default)]);

    [Fact]
    public void MissingFile_IsRefused() => Check(BundleFaultKind.FileMissing, _sample.Signer.Sign(BundleSample.Files).Where(file => file.Name != "policy.rego"));

    [Fact]
    public void UnsignedBundle_IsRefused() => Check(BundleFaultKind.NotSigned, BundleSample.Files);

    [Theory]
    [InlineData("patch.json")]
    [InlineData("a/data.yaml")]
    [InlineData("data.yml")]
    public void DeltaAndYaml_AreRefused(string name) => Check(BundleFaultKind.NotSupported, _sample.Signer.Sign([.. BundleSample.Files, new BundleFile(name, "a: 1"u8.ToArray())]));

    [Fact]
    public void AnotherScope_IsRefused()
    {
        using var scoped = _sample.Verifier("write");
        Assert.Equal(BundleFaultKind.WrongScope, scoped.Verify([.. _sample.Signer.Sign(BundleSample.Files)])?.Kind);
        Check(BundleFaultKind.WrongScope, _sample.Signer.Sign(BundleSample.Files, "write"));
    }

    [Fact]
    public void AnotherKey_IsRefused()
    {
        using var other = new BundleSample();
        Check(BundleFaultKind.UnknownKey, other.Signer.Sign(BundleSample.Files));
        using var impostor = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signer = BundleSigner.FromPem(impostor.ExportPkcs8PrivateKeyPem(), _sample.Signer.KeyId);
        Check(BundleFaultKind.WrongSignature, signer.Sign(BundleSample.Files));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    public void AnotherAlgorithm_IsRefusedBeforeAnyKeyIsUsed(string algorithm)
    {
        var header = Encoding.ASCII.GetBytes($$"""{"alg":"{{algorithm}}","kid":"{{_sample.Signer.KeyId}}"}""");
        var token = JsonWebSignature.Spell(header, """{"files":[]}"""u8, _ => []);
        Check(BundleFaultKind.WrongAlgorithm, [Signatures($$"""{"signatures":["{{token}}"]}""")]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"signatures":[]}""")]
    [InlineData("""{"signatures":["a.b.c","a.b.c"]}""")]
    [InlineData("""{"signatures":["a.b"]}""")]
    [InlineData("""{"signatures":["!.!.!"]}""")]
    [InlineData("no JSON")]
    public void NotExactlyOneSignature_IsRefused(string content) => Check(BundleFaultKind.BadSignatureFile, [.. BundleSample.Files, Signatures(content)]);

    [Fact]
    public void SignatureWithAPlugin_IsRefused() => Check(BundleFaultKind.BadSignatureFile, _sample.Signer.Sign(BundleSample.Files).Select(file => file.Name == ".signatures.json"
        ? Signatures(Encoding.UTF8.GetString(file.Content.Span).Replace("{\"signatures\"", "{\"plugin\":\"evil\",\"signatures\"", StringComparison.Ordinal)) : file));

    [Fact]
    public void KeysOfOtherCurves_AreRefused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Throws<ArgumentException>(() => BundleSigner.FromPem(key.ExportPkcs8PrivateKeyPem()));
        Assert.Throws<ArgumentException>(() => BundleSigner.FromPem("no key"));
        Assert.Throws<ArgumentException>(() => BundleSigner.FromPem(_sample.PublicPem));
    }

    [Fact]
    public void KeyToVerifyWith_MustBeOnePublicKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var large = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Assert.StartsWith("There is a private key in it", Refusal(key.ExportPkcs8PrivateKeyPem()), StringComparison.Ordinal);
        Assert.StartsWith("There is a private key in it", Refusal(key.ExportECPrivateKeyPem()), StringComparison.Ordinal);
        Assert.StartsWith("There is a private key in it", Refusal(_sample.PublicPem + "\n" + key.ExportPkcs8PrivateKeyPem()), StringComparison.Ordinal);
        Assert.StartsWith("There is more than one public key in it", Refusal(_sample.PublicPem + "\n" + key.ExportSubjectPublicKeyInfoPem()), StringComparison.Ordinal);
        Assert.StartsWith("A key in it is not on the curve P-256", Refusal(large.ExportSubjectPublicKeyInfoPem()), StringComparison.Ordinal);
        Assert.StartsWith("There is no public key in it", Refusal("no key"), StringComparison.Ordinal);

        static string Refusal(string pem) => Assert.Throws<ArgumentException>(() => new BundleVerifier(new Dictionary<string, string> { ["k"] = pem }).Dispose()).Message;
    }

    private static BundleFile Signatures(string content) => new(".signatures.json", Encoding.UTF8.GetBytes(content));

    private void Check(BundleFaultKind? kind, IEnumerable<BundleFile> files)
    {
        using var verifier = _sample.Verifier();
        Assert.Equal(kind, verifier.Verify([.. files])?.Kind);
    }
}
