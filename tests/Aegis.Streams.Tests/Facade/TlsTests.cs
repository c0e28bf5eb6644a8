using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Aegis.Streams.Server.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Aegis.Streams.Tests.Facade;

/// <summary>TLS by files: the chain is served, a client certificate names a caller, and files that change are read again.</summary>
public sealed class TlsTests : IDisposable
{
    private const string Intent = """{"id":"i-1","tenant":"acme","agent":"sales-composer","tool":"crm","action":"read_account","call_class":"read","parameters":{"account":"a-1"}}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aegis-tls-");
    private readonly FakeTimeProvider _time = new();
    private readonly X509Certificate2 _root = Sign("CN=root", null, isAuthority: true);
    private readonly X509Certificate2 _between;

    public TlsTests() => _between = Sign("CN=between", _root, isAuthority: true);

    [Fact]
    public async Task AClientCertificate_NamesACaller_AndWithoutOneATokenCounts()
    {
        using var tls = Write(Sign("CN=facade", _between));
        var endpoint = new FacadeEndpoint(new IPEndPoint(IPAddress.Loopback, 0), tls);
        await using var scene = await FacadeScene.StartAsync(host: new FacadeHostOptions { Grpc = endpoint, Http = endpoint });
        Assert.Equal(HttpStatusCode.OK, await AskAsync(scene.Http, Sign("CN=client", _root, "spiffe://acme/quotes"), null));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(scene.Http, Sign("CN=client", _root, "spiffe://acme/other"), null));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(scene.Http, null, null));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(scene.Http, null, FacadeScene.AcmeToken));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(scene.Http, Sign("CN=client", _root, "spiffe://acme/quotes"), "guess"));
        using var strangers = Sign("CN=strangers", null, isAuthority: true);
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(scene.Http, Sign("CN=client", strangers, "spiffe://acme/quotes"), null));
    }

    [Fact]
    public void FilesThatChange_AreReadAgain_AndBrokenOnesChangeNothing()
    {
        using var first = Sign("CN=first", _between);
        using var tls = Write(first);
        Assert.Equal(first.Thumbprint, tls.Certificate.Thumbprint);
        File.WriteAllText(Path.Combine(_folder.FullName, "tls.crt"), "broken");
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(first.Thumbprint, tls.Certificate.Thumbprint);
        using var second = Sign("CN=second", _between);
        WriteFiles(second);
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(second.Thumbprint, tls.Certificate.Thumbprint);
    }

    public void Dispose()
    {
        _root.Dispose();
        _between.Dispose();
        _folder.Delete(recursive: true);
    }

    internal static X509Certificate2 Sign(string subject, X509Certificate2? issuer, string? uri = null, bool isAuthority = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        if (uri is not null) names.AddUri(new Uri(uri));
        request.CertificateExtensions.Add(names.Build());
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        if (issuer is null) return request.CreateSelfSigned(from, to);
        using var signed = request.Create(issuer, issuer.NotBefore, issuer.NotAfter, RandomNumberGenerator.GetBytes(8));
        using var withKey = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    private TlsFiles Write(X509Certificate2 certificate)
    {
        WriteFiles(certificate);
        return TlsFiles.Read(PathOf("tls.crt"), PathOf("tls.key"), PathOf("clients.crt"), _time, NullLogger.Instance);
    }

    private string PathOf(string file) => Path.Combine(_folder.FullName, file);

    private void WriteFiles(X509Certificate2 certificate)
    {
        File.WriteAllText(PathOf("tls.crt"), $"{certificate.ExportCertificatePem()}\n{_between.ExportCertificatePem()}\n");
        File.WriteAllText(PathOf("tls.key"), certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(PathOf("clients.crt"), _root.ExportCertificatePem());
    }

    /// <summary>Asks as a client that knows only the root.</summary>
    private async Task<HttpStatusCode> AskAsync(Uri address, X509Certificate2? certificate, string? token)
    {
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(_root);
        if (certificate is not null) handler.SslOptions.ClientCertificates = [certificate];
        using var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/v1/decide")) { Content = new StringContent(Intent, Encoding.UTF8, "application/json") };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
