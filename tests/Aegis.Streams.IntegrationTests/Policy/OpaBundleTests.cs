using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Aegis.Streams.Policy.Bundles;
using Aegis.Streams.Policy.Rego;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.IntegrationTests.Policy.RegoScene;

namespace Aegis.Streams.IntegrationTests.Policy;

/// <summary>Our bundles in a real Open Policy Agent, and its bundles with us.</summary>
public sealed class OpaBundleTests : IDisposable
{
    private static readonly PolicyDocument Policy = Document(Rule(RuleEffect.Permit, Parameter("v", AtMost("25"))));

    private readonly string _folder = Directory.CreateTempSubdirectory("aegis-bundle-").FullName;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly BundleSigner _signer;

    public OpaBundleTests()
    {
        _signer = BundleSigner.FromPem(_key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(In("public.pem"), _key.ExportSubjectPublicKeyInfoPem());
        File.WriteAllText(In("private.pem"), _key.ExportECPrivateKeyPem());
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _signer.Dispose();
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Eval_DecidesByTheBundle()
    {
        File.WriteAllBytes(In("bundle.tar.gz"), BundleWriter.Write(Files()));

        var (output, errors, exitCode) = OpaBinary.Run(["eval", "--bundle", In("bundle.tar.gz"), "--stdin-input", "--format", "values", "[data.aegis.policy.decision.verdict, data.aegis.rules[\"p/permit\"].effect]"], Input("""{"v":25.0}"""));

        Assert.True(exitCode == 0, output + errors);
        Assert.Equal("""["allow","permit"]""", string.Concat(output.Where(c => !char.IsWhiteSpace(c)))[1..^1]);
    }

    [Fact]
    public void Inspect_ShowsTheRevision()
    {
        File.WriteAllBytes(In("bundle.tar.gz"), BundleWriter.Write(Files()));

        var (output, errors, exitCode) = OpaBinary.Run(["inspect", "--format", "json", In("bundle.tar.gz")]);

        Assert.True(exitCode == 0, output + errors);
        using var document = JsonDocument.Parse(output);
        var manifest = document.RootElement.GetProperty("manifest");
        Assert.Equal("r1", manifest.GetProperty("revision").GetString());
        Assert.Equal("aegis", manifest.GetProperty("roots")[0].GetString());
    }

    [Fact]
    public async Task SignedBundle_IsServed()
    {
        var (server, log) = await ServeAsync(_signer.Sign(Files(), "write"), "--scope", "write");

        Assert.True(server is not null, log);
        using (server)
        {
            Assert.Equal("allow", (await server.DecideAsync(Input("""{"v":25}"""), Cancellation)).GetProperty("verdict").GetString());
            Assert.Equal("deny", (await server.DecideAsync(Input("""{"v":25.00000000000000000001}"""), Cancellation)).GetProperty("verdict").GetString());
        }
    }

    [Fact]
    public Task ChangedModule_IsRefused() => RefusedAsync(
        _signer.Sign(Files()).Select(file => file.Name == "policy.rego" ? file with { Content = "package aegis.policy\n"u8.ToArray() } : file), "digest mismatch");

    [Fact]
    public Task ChangedData_IsRefused() => RefusedAsync(
        _signer.Sign(Files()).Select(file => file.Name == "data.json" ? file with { Content = """{"aegis":{}}"""u8.ToArray() } : file), "digest mismatch");

    [Fact]
    public Task AddedFile_IsRefused() => RefusedAsync([.. _signer.Sign(Files()), new BundleFile("other.rego", "package aegis.other\n"u8.ToArray())], "other.rego not included in bundle signature");

    [Fact]
    public Task MissingFile_IsRefused() => RefusedAsync(_signer.Sign(Files()).Where(file => file.Name != "policy.rego"), "not found in the target bundle");

    [Fact]
    public async Task OtherKey_IsRefused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signer = BundleSigner.FromPem(other.ExportPkcs8PrivateKeyPem(), _signer.KeyId);
        await RefusedAsync(signer.Sign(Files()), "verif");
    }

    [Fact]
    public Task OtherScope_IsRefused() => RefusedAsync(_signer.Sign(Files(), "write"), "scope mismatch", "--scope", "read");

    [Fact]
    public Task UnsignedBundle_IsRefused() => RefusedAsync(Files(), "missing .signatures.json file");

    [Fact]
    public void BundleThatOpaSigned_IsVerifiedByUs()
    {
        File.WriteAllBytes(In("bundle.tar.gz"), BundleWriter.Write(Files()));
        File.WriteAllText(In("claims.json"), """{"scope":"write"}""");

        var (output, errors, exitCode) = OpaBinary.Run([
            "sign", "--bundle", In("bundle.tar.gz"), "--signing-key", In("private.pem"), "--signing-alg", "ES256", "--claims-file", In("claims.json"), "--output-file-path", _folder]);

        Assert.True(exitCode == 0, output + errors);
        AssertVerified([.. Files(), new BundleFile(BundleFile.Signatures, File.ReadAllBytes(In(BundleFile.Signatures)))], output);
    }

    [Fact]
    public void BundleThatOpaBuilt_IsReadAndVerifiedByUs()
    {
        var folder = Directory.CreateDirectory(In("built")).FullName;
        foreach (var file in Files()) File.WriteAllBytes(System.IO.Path.Combine(folder, file.Name), file.Content.ToArray());
        File.WriteAllText(In("claims.json"), """{"scope":"write"}""");

        var (output, errors, exitCode) = OpaBinary.Run([
            "build", "--bundle", folder, "--signing-key", In("private.pem"), "--signing-alg", "ES256", "--claims-file", In("claims.json"),
            "--output", In("built.tar.gz")]);

        Assert.True(exitCode == 0, output + errors);
        var reading = BundleReader.Read(File.ReadAllBytes(In("built.tar.gz")));
        Assert.Null(reading.Fault);
        AssertVerified([.. reading.Files], output);
    }

    /// <summary>Makes a bundle with data that is easily hashed otherwise: names beyond ASCII, signs that HTML knows, and a number with a digit too many.</summary>
    private static BundleFile[] Files() => [.. PolicyBundle.Files(Rego(Policy), [Policy], "r1").Select(file => file.Name == "data.json" ? new BundleFile(file.Name, WithMoreData(file.Content)) : file)];

    private static byte[] WithMoreData(ReadOnlyMemory<byte> data) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(data.Span).Replace("""{"aegis":{""", """{"aegis":{"content":{"é😀":"<&>\u2028","n":25.0},""", StringComparison.Ordinal));

    private static byte[] Input(string arguments) => PolicyInput.Write(DerivedFacts.Of([Policy]), Call, Encoding.UTF8.GetBytes(arguments), DecisionTime, null);

    private string In(string name) => System.IO.Path.Combine(_folder, name);

    private void AssertVerified(BundleFile[] files, string log)
    {
        // Opa's signer names no key if it is given claims.
        using var verifier = new BundleVerifier(new Dictionary<string, string> { ["opa"] = _key.ExportSubjectPublicKeyInfoPem() }, "write", keyId: "opa");
        var fault = verifier.Verify(files);
        Assert.True(fault is null, $"{fault} {log}");
    }

    private Task<(OpaServer? Server, string Log)> ServeAsync(IEnumerable<BundleFile> files, params string[] arguments)
    {
        File.WriteAllBytes(In("bundle.tar.gz"), BundleWriter.Write(files));
        return OpaServer.StartAsync(Cancellation, [
            "--bundle", In("bundle.tar.gz"), "--verification-key", In("public.pem"), "--verification-key-id", _signer.KeyId, "--signing-alg", "ES256", .. arguments]);
    }

    private async Task RefusedAsync(IEnumerable<BundleFile> files, string reason, params string[] arguments)
    {
        var (server, log) = await ServeAsync(files, arguments);
        using (server) Assert.Null(server);
        Assert.True(log.Contains(reason, StringComparison.OrdinalIgnoreCase), log);
    }
}
