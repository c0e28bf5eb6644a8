using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Server.Hosting;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Answer = Aegis.Streams.Protocol.V1.Outcome;

namespace Aegis.Streams.Tests.Facade;

/// <summary>TLS by files: the chain is served, a client certificate names a caller, and files that change are read again.</summary>
public sealed class TlsTests : IDisposable
{
    private const string Intent = """{"id":"i-1","tenant":"acme","agent":"sales-composer","tool":"crm","action":"read_account","call_class":"read","parameters":{"account":"a-1"}}""";

    // How a client of gRPC says that a handshake failed.
    private static readonly StatusCode[] NoConnection = [StatusCode.Unavailable, StatusCode.Internal];

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

    [Theory]
    [InlineData("", "has no certificate in PEM.")]
    [InlineData("garbage", "has no certificate in PEM.")]
    [InlineData("{0}-----BEGIN CERTIFICATE-----\nMIIB", "ends within a certificate, or has one that is not whole.")]
    [InlineData("{0}-----BEGIN CERTIF", "ends within a certificate, or has one that is not whole.")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB\n{0}", "ends within a certificate, or has one that is not whole.")]
    public async Task AuthoritiesThatAreNoneOrNotWhole_ChangeNothing_AndNobodyStartsWithThem(string text, string fault)
    {
        using var tls = Write(Sign("CN=facade", _between));
        var endpoint = new FacadeEndpoint(new IPEndPoint(IPAddress.Loopback, 0), tls);
        await using var scene = await FacadeScene.StartAsync(host: new FacadeHostOptions { Grpc = endpoint, Http = endpoint });

        File.WriteAllText(PathOf("clients.crt"), text.Replace("{0}", _root.ExportCertificatePem() + "\n", StringComparison.Ordinal));
        _time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(HttpStatusCode.OK, await AskAsync(scene.Http, Sign("CN=client", _root, "spiffe://acme/quotes"), null));
        var refused = Assert.Throws<CryptographicException>(() => TlsFiles.Read(PathOf("tls.crt"), PathOf("tls.key"), PathOf("clients.crt"), _time, NullLogger.Instance));
        Assert.Equal($"{PathOf("clients.crt")} {fault}", refused.Message);
    }

    [Fact]
    public async Task AClientCertificateByGrpc_IsHeldToItsTenants()
    {
        using var tls = Write(Sign("CN=facade", _between));
        await using var scene = await FacadeScene.StartAsync(host: new FacadeHostOptions { Grpc = new FacadeEndpoint(new IPEndPoint(IPAddress.Loopback, 0), tls) });
        using var calls = Connect(scene.Grpc, Sign("CN=client", _root, "spiffe://acme/quotes"));
        Assert.Equal(Answer.Allow, (await calls.DecideAsync(GrpcDoorTests.Ask("mine"))).Decision.Outcome);
        var foreign = GrpcDoorTests.Ask("foreign");
        foreign.Intent.Tenant = "globex";
        Assert.Equal(StatusCode.PermissionDenied, await EndAsync(calls, foreign));
        using var others = Connect(scene.Grpc, Sign("CN=client", _root, "spiffe://acme/other"));
        Assert.Equal(StatusCode.Unauthenticated, await EndAsync(others, GrpcDoorTests.Ask("unnamed")));
        using var strangers = Sign("CN=strangers", null, isAuthority: true);
        using var stranger = Connect(scene.Grpc, Sign("CN=client", strangers, "spiffe://acme/quotes"));
        Assert.Contains(await EndAsync(stranger, GrpcDoorTests.Ask("strange")), NoConnection);
    }

    [Fact]
    public async Task AuthoritiesThatChange_LetInTheirOwnClients_AndThoseOfBeforeNoLonger()
    {
        using var tls = Write(Sign("CN=facade", _between));
        await using var scene = await FacadeScene.StartAsync(host: new FacadeHostOptions { Grpc = new FacadeEndpoint(new IPEndPoint(IPAddress.Loopback, 0), tls) });
        using var successors = Sign("CN=successors", null, isAuthority: true);
        var (old, young) = (Sign("CN=client", _root, "spiffe://acme/quotes"), Sign("CN=client", successors, "spiffe://acme/quotes"));
        using var connected = Connect(scene.Grpc, old);
        Assert.Equal(StatusCode.OK, await EndAsync(connected, GrpcDoorTests.Ask("before")));
        using (var early = Connect(scene.Grpc, young)) Assert.Contains(await EndAsync(early, GrpcDoorTests.Ask("early")), NoConnection);

        File.WriteAllText(PathOf("clients.crt"), successors.ExportCertificatePem());
        _time.Advance(TimeSpan.FromSeconds(6));

        using var welcome = Connect(scene.Grpc, young);
        Assert.Equal(StatusCode.OK, await EndAsync(welcome, GrpcDoorTests.Ask("after")));
        using var again = Connect(scene.Grpc, old);
        Assert.Contains(await EndAsync(again, GrpcDoorTests.Ask("again")), NoConnection);

        // Nor by the connection that it has: that ends, though calls that come with the news may still be answered.
        var end = StatusCode.OK;
        for (var deadline = DateTime.UtcNow.AddSeconds(20); end == StatusCode.OK && DateTime.UtcNow < deadline;) end = await EndAsync(connected, GrpcDoorTests.Ask("still"));
        Assert.Contains(end, NoConnection);
        Assert.Equal(StatusCode.OK, await EndAsync(welcome, GrpcDoorTests.Ask("and-on")));
    }

    [Fact]
    public async Task AConnectionThatStaysWhenItsAuthorityIsGone_IsToldFirst_AndCutOffAfterTenSeconds()
    {
        using var tls = Write(Sign("CN=facade", _between));
        await using var connection = new DefaultConnectionContext("stays");
        var notice = new CloseNotice();
        connection.Features.Set<IConnectionLifetimeNotificationFeature>(notice);
        var left = new TaskCompletionSource();
        var served = tls.ServeAsync(connection, () => left.Task);
        using var successors = Sign("CN=successors", null, isAuthority: true);
        File.WriteAllText(PathOf("clients.crt"), successors.ExportCertificatePem());

        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((1, false), (notice.Requests, connection.ConnectionClosed.IsCancellationRequested));
        _time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(connection.ConnectionClosed.IsCancellationRequested);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        var closed = new TaskCompletionSource();
        await using var registration = connection.ConnectionClosed.Register(closed.SetResult);
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        left.SetResult();
        await served;
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

    private static async Task<StatusCode> EndAsync(GrpcCalls calls, DecideRequest request)
    {
        try
        {
            await calls.DecideAsync(request);
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }

    /// <summary>Calls by gRPC as a client that knows only the root, and has a certificate instead of a token.</summary>
    private GrpcCalls Connect(Uri address, X509Certificate2 certificate) =>
        new(GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = Handler(certificate), DisposeHttpClient = true }), token: null);

    private SocketsHttpHandler Handler(X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(_root);
        if (certificate is not null) handler.SslOptions.ClientCertificates = [certificate];
        return handler;
    }

    /// <summary>Asks as a client that knows only the root.</summary>
    private async Task<HttpStatusCode> AskAsync(Uri address, X509Certificate2? certificate, string? token)
    {
        using var handler = Handler(certificate);
        using var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/v1/decide")) { Content = new StringContent(Intent, Encoding.UTF8, "application/json") };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>Counts how often the server was asked to end its connection in order.</summary>
    private sealed class CloseNotice : IConnectionLifetimeNotificationFeature
    {
        public int Requests { get; private set; }

        public CancellationToken ConnectionClosedRequested { get; set; }

        public void RequestClose() => Requests++;
    }
}
