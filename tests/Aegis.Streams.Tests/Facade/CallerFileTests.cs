using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Aegis.Streams.Server.Callers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

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
    public void NoKindOfNameStandsForAnother()
    {
        var register = CallerFile.Read(
            "callers.yaml", "callers:\n  - {name: uri, certificate: 'spiffe://mesh/gateway', tenants: [acme]}\n  - {name: subject, certificate: CN=test, tenants: [acme]}\n", out _)!;
        using var dns = CreateCertificate("spiffe://mesh/other", dnsName: "spiffe://mesh/gateway", subject: "CN=other");
        Assert.Null(register.FindByCertificate(dns));
        using var dnsSubject = CreateCertificate("spiffe://mesh/other", dnsName: "CN=test", subject: "CN=other");
        Assert.Null(register.FindByCertificate(dnsSubject));
        using var subject = CreateCertificate("spiffe://mesh/other");
        Assert.Equal("subject", register.FindByCertificate(subject)!.Name);
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
    [InlineData("callers:\n  - name: a\n    token_sha256: secret\n    tenants: [acme]", "c.yaml:3:19: `token_sha256` must be the SHA-256 of the token, 64 hex digits in lower case")]
    [InlineData("callers:\n  - name: a\n    certificate: x\n    tenants: []", "c.yaml:4:14: `tenants` names nobody")]
    [InlineData("callers:\n  - name: a\n    certificate: x\n    tenants: [Acme]", "c.yaml:4:15: `tenants` must be 1 to 64 characters")]
    [InlineData("callers:\n  - name: a\n    certificate: x\n    tenant: [acme]", "c.yaml:4:5: unknown key `tenant` in a caller")]
    [InlineData("callers:\n  - {name: a, certificate: x, tenants: [acme]}\n  - {name: a, certificate: other, tenants: [acme]}", "c.yaml:3:5: the caller `a` is there twice")]
    [InlineData("callers:\n  - {name: a, certificate: x, tenants: [acme]}\n  - {name: b, certificate: x, tenants: [acme]}", "c.yaml:3:28: two callers have this `certificate`")]
    [InlineData("callers:\n  - {name: a, certificate: x, tenants: [acme], bundles: 1}", "c.yaml:2:57: `bundles` must be true or false")]
    [InlineData("callers:\n  - {name: a, certificate: x, bundles: false}", "c.yaml:2:5: key `tenants` is missing")]
    [InlineData("", "c.yaml: is empty; a file of callers has the key callers")]
    public void Faults_AreNamedWithTheirPlace(string text, string error)
    {
        Assert.Null(CallerFile.Read("c.yaml", text, out var errors));
        Assert.Contains(errors, found => found.ToString().StartsWith(error, StringComparison.Ordinal));
    }

    /// <summary>Most likely the token itself stands there by mistake, and what is wrong with the file goes to the log.</summary>
    [Theory]
    [InlineData("token_sha256: hunter2hunter2")]
    [InlineData("token_sha256: {a: hunter2hunter2}")]
    public void NoFaultShowsWhatStandsInThePlaceOfAHash(string line)
    {
        Assert.Null(CallerFile.Read("c.yaml", $"callers:\n  - name: a\n    {line}\n    tenants: [acme]", out var errors));
        Assert.DoesNotContain("hunter2", Assert.Single(errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatIsMissing_IsNamed()
    {
        Assert.Null(CallerFile.Load("/nowhere/callers.yaml", out var errors));
        Assert.StartsWith("/nowhere/callers.yaml: there is no such file", Assert.Single(errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AFileIsReadAgain_OnceItStoodStill_AndAWrongOrMissingOneChangesNothing()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("aegis-callers-").FullName, "callers.yaml");
        var time = new FakeTimeProvider();
        Write("a", "composer");
        using var watch = new CallerFileWatch(file, CallerFile.Load(file, out _)!, time, NullLogger.Instance);
        Assert.NotNull(watch.Register.FindByToken("a"));

        // A writer that is not done yet: without its last line the caller may ask for every agent.
        File.WriteAllText(file, $"callers:\n  - name: b\n    token_sha256: {CallerRegister.HashOf("b")}\n    tenants: [acme]\n");
        Look();
        Assert.Null(watch.Register.FindByToken("b"));
        Write("b", "composer");
        Look();
        Assert.Null(watch.Register.FindByToken("b"));
        Look();
        Assert.False(watch.Register.FindByToken("b")!.MayAskFor("acme", "other"));
        Assert.Null(watch.Register.FindByToken("a"));

        File.WriteAllText(file, "callers: nobody\n");
        Look();
        Look();
        Assert.NotNull(watch.Register.FindByToken("b"));
        File.Delete(file);
        Look();
        Look();
        Assert.NotNull(watch.Register.FindByToken("b"));
        Write("c", "composer");
        Look();
        Look();
        Assert.Null(watch.Register.FindByToken("b"));
        Assert.NotNull(watch.Register.FindByToken("c"));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

        void Look() => time.Advance(TimeSpan.FromSeconds(1));

        void Write(string token, string agent) => File.WriteAllText(
            file, $"callers:\n  - name: {token}\n    token_sha256: {CallerRegister.HashOf(token)}\n    tenants: [acme]\n    agents: [{agent}]\n");
    }

    private static X509Certificate2 CreateCertificate(string uri, string dnsName = "gateway.mesh", string subject = "CN=test")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);

        // Written by hand: the builder takes no DNS name that is none.
        var names = new AsnWriter(AsnEncodingRules.DER);
        using (names.PushSequence())
        {
            names.WriteCharacterString(UniversalTagNumber.IA5String, dnsName, new Asn1Tag(TagClass.ContextSpecific, 2));
            names.WriteCharacterString(UniversalTagNumber.IA5String, uri, new Asn1Tag(TagClass.ContextSpecific, 6));
        }

        request.CertificateExtensions.Add(new X509Extension("2.5.29.17", names.Encode(), critical: false));
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(90));
    }
}
