using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Aegis.Streams.Server.Callers;

namespace Aegis.Streams.Tests.Facade;

/// <summary>The file of callers, and who is found by it.</summary>
public sealed class CallerFileTests
{

    [Fact]
    public void Callers_AreFoundByTokenAndCertificate_AndMayAskForWhatTheyName()
    {
        var register = CallerFile.Read(
            "callers.yaml",
            $"""
            callers:
              - name: quotes
                token_sha256: {CallerRegister.HashOf("secret")}
                tenants: [acme, globex]
                agents: [sales-composer]
              - name: gateway
                certificate: spiffe://mesh/gateway
                tenants: ["*"]
            """,
            out var errors);
        Assert.Empty(errors);
        var quotes = register!.FindByToken("secret")!;
        Assert.Equal("quotes", quotes.Name);
        Assert.True(quotes.MayAskFor("globex", "sales-composer"));
        Assert.False(quotes.MayAskFor("globex", "finance-agent"));
        Assert.False(quotes.MayAskFor("umbrella", "sales-composer"));
        Assert.Null(register.FindByToken("Secret"));
        Assert.Null(register.FindByToken(CallerRegister.HashOf("secret")));
        using var certificate = CreateCertificate("spiffe://mesh/gateway");
        Assert.True(register.FindByCertificate(certificate)!.MayAskFor("anybody", "any-agent"));
        using var stranger = CreateCertificate("spiffe://mesh/other");
        Assert.Null(register.FindByCertificate(stranger));
    }

    [Fact]
    public void RightsBesideDecisions_NeedNoTenants()
    {
        var register = CallerFile.Read("c.yaml", $"callers:\n  - {{name: opa, token_sha256: {CallerRegister.HashOf("o")}, bundles: true}}\n  - {{name: scraper, token_sha256: {CallerRegister.HashOf("s")}, metrics: true}}\n", out var errors);

        Assert.Empty(errors);
        var (opa, scraper) = (register!.FindByToken("o")!, register.FindByToken("s")!);
        Assert.Equal((true, false, false), (opa.MayFetchBundles, opa.MayReadMetrics, opa.MayAskFor("acme", "bot")));
        Assert.Equal((false, true, false), (scraper.MayFetchBundles, scraper.MayReadMetrics, scraper.MayAskFor("acme", "bot")));
    }

    [Theory]
    [InlineData("callers: []\nmore: 1", "c.yaml:2:1: unknown key `more` in a file of callers")]
    [InlineData("callers:\n  - name: a\n    tenants: [acme]", "c.yaml:2:5: a caller has either `token_sha256` or `certificate`")]
    [InlineData("callers:\n  - name: a\n    token_sha256: secret\n    tenants: [acme]", "c.yaml:3:19: `token_sha256` must be the SHA-256 of the token: 64 hex digits in lower case")]
    [InlineData("callers:\n  - name: a\n    certificate: x\n    tenants: []", "c.yaml:4:14: `tenants` names nobody")]
    [InlineData("callers:\n  - name: a\n    certificate: x\n    tenants: [Acme]", "c.yaml:4:15: `tenants` must be 1 to 64 characters")]
    [InlineData("callers:\n  - name: a\n    certificate: x\n    tenant: [acme]", "c.yaml:4:5: unknown key `tenant` in a caller")]
    [InlineData("callers:\n  - {name: a, certificate: x, tenants: [acme]}\n  - {name: a, certificate: other, tenants: [acme]}", "c.yaml:3:5: the caller `a` is there twice")]
    [InlineData("callers:\n  - {name: a, certificate: x, tenants: [acme]}\n  - {name: b, certificate: x, tenants: [acme]}", "c.yaml:3:28: two callers have this `certificate`")]
    [InlineData("callers:\n  - {name: a, certificate: x, tenants: [acme], bundles: 1}", "c.yaml:2:57: `bundles` must be true or false")]
    [InlineData("callers:\n  - {name: a, certificate: x, bundles: false}", "c.yaml:2:5: key `tenants` is missing")]
    [InlineData("", "c.yaml: must be one document with the key callers")]
    public void Faults_AreNamedWithTheirPlace(string text, string error)
    {
        Assert.Null(CallerFile.Read("c.yaml", text, out var errors));
        Assert.Contains(errors, found => found.StartsWith(error, StringComparison.Ordinal));
    }

    [Fact]
    public void AFileThatIsMissing_IsNamed()
    {
        Assert.Null(CallerFile.Load("/nowhere/callers.yaml", out var errors));
        Assert.StartsWith("/nowhere/callers.yaml: cannot be read:", Assert.Single(errors), StringComparison.Ordinal);
    }

    private static X509Certificate2 CreateCertificate(string uri)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("gateway.mesh");
        names.AddUri(new Uri(uri));
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(90));
    }
}
