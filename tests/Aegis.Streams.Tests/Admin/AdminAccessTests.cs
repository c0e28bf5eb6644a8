using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using Aegis.Streams.Server.Hosting;
using Aegis.Streams.Tests.Facade;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.Tests.Admin;

/// <summary>The admin port with client certificates, and of an instance that takes no calls.</summary>
public sealed class AdminAccessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aegis-admin-");
    private readonly X509Certificate2 _root = TlsTests.Sign("CN=root", null, isAuthority: true);

    [Fact]
    public async Task WithAnAuthority_BothCertificateAndTokenAreNeeded()
    {
        using var server = TlsTests.Sign("CN=admin", _root);
        using var client = TlsTests.Sign("CN=operator", _root);
        File.WriteAllText(PathOf("tls.crt"), server.ExportCertificatePem());
        File.WriteAllText(PathOf("tls.key"), server.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(PathOf("clients.crt"), _root.ExportCertificatePem());
        using var tls = TlsFiles.Read(PathOf("tls.crt"), PathOf("tls.key"), PathOf("clients.crt"), TimeProvider.System, NullLogger.Instance);
        await using var scene = await AdminScene.StartAsync(tls);

        Assert.Equal(HttpStatusCode.OK, await AskAsync(scene.Address, client, AdminScene.Token));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(scene.Address, null, AdminScene.Token));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(scene.Address, client, null));
    }

    [Fact]
    public async Task WithoutAFacade_ThereIsNothingToDrain()
    {
        await using var scene = await AdminScene.StartAsync(hasFacade: false);

        var (status, json) = await scene.SendAsync(HttpMethod.Post, "/admin/drain");

        Assert.Equal((HttpStatusCode.Conflict, "admin.nothing_to_drain"), (status, json.GetProperty("code").GetString()));
        Assert.True((await scene.GetAsync("/admin/state")).GetProperty("ready").GetBoolean());
    }

    public void Dispose()
    {
        _root.Dispose();
        _folder.Delete(recursive: true);
    }

    private string PathOf(string file) => Path.Combine(_folder.FullName, file);

    private async Task<HttpStatusCode> AskAsync(Uri address, X509Certificate2? certificate, string? token)
    {
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(_root);
        if (certificate is not null) handler.SslOptions.ClientCertificates = [certificate];
        using var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "/admin/state"));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
