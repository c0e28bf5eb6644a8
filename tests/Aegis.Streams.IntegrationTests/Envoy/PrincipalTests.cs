using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Aegis.Streams.Server.Envoy.Mapping;
using Aegis.Streams.Server.Hosting;
using Aegis.Streams.Tests;
using Aegis.Streams.Tests.Facade;
using Aegis.Streams.Tests.Peers;

namespace Aegis.Streams.IntegrationTests.Envoy;

/// <summary>Agents that a real Envoy knows by their client certificates: the name in it is the agent, and nothing that a client writes is.</summary>
public sealed class PrincipalTests
{
    private const string Mapping = """
        routes:
          - name: generate-quote
            methods: [POST]
            path: /v1/quotes
            tenant: acme
            agent: { principal: "spiffe://acme.example/agent/*" }
            tool: pricing-api
            action: generate_quote
            class: write
            body: whole
        """;

    [Fact]
    public async Task TheNameInTheCertificate_IsTheAgent()
    {
        EnvoyBinary.Require();
        using var authority = new TestAuthority();
        var loopback = new FacadeEndpoint(new IPEndPoint(IPAddress.Loopback, 0), null);
        var host = new FacadeHostOptions { Grpc = loopback, Http = loopback, Envoy = EnvoyMappingLoader.Load("mapping.yaml", Mapping).Mapping };
        await using var scene = await FacadeScene.StartAsync(host: host);
        await using var tool = await ToolServer.StartAsync();
        var configuration = new GatewayConfiguration(FacadeScene.Token, scene.Grpc.Port, tool.Port);
        configuration.Listen("mutual", ("        - filters:\n", $"        - transport_socket: {Tls(authority).ReplaceLineEndings(" ")}\n          filters:\n"));
        using var envoy = EnvoyProcess.Start(configuration.ToString(), LoopbackPorts.Take(1)[0]);
        var gateway = new Uri($"https://127.0.0.1:{configuration.Ports["mutual"]}");

        Assert.Equal((200, "allow"), await AskAsync(gateway, authority, authority, "spiffe://acme.example/agent/sales-composer"));
        Assert.Equal((403, "identity.agent_disabled"), await AskAsync(gateway, authority, authority, "spiffe://acme.example/agent/retired-agent"));
        foreach (var stranger in new[] { "spiffe://other.example/agent/sales-composer", "spiffe://acme.example/agent/a/sales-composer", "spiffe://acme.example/agent/" })
            Assert.Equal((403, "envoy.source_missing"), await AskAsync(gateway, authority, authority, stranger));
        Assert.Equal((400, "intents.invalid_field"), await AskAsync(gateway, authority, authority, "spiffe://acme.example/agent/sales-composer%2f"));
        using var strangers = new TestAuthority();
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(gateway, authority, strangers, "spiffe://acme.example/agent/sales-composer"));
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(gateway, authority, authority, null));
        Assert.Equal(1, tool.Requests);
    }

    private static string Tls(TestAuthority authority)
    {
        var (certificate, key) = authority.WriteFiles("spiffe://acme.example/gateway");
        return $$$"""
            {name: envoy.transport_sockets.tls, typed_config: {"@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext, require_client_certificate: true,
             common_tls_context: {tls_certificates: [{certificate_chain: {filename: {{{certificate}}} }, private_key: {filename: {{{key}}} } }],
             validation_context: {trusted_ca: {filename: {{{authority.AuthorityFile}}} } } } } }
            """;
    }

    /// <summary>Asks for a quote under a certificate, while headers claim other names.</summary>
    /// <returns>The status, and what the tool was told or why the client was refused.</returns>
    private static async Task<(int Status, string? Said)> AskAsync(Uri gateway, TestAuthority trusted, TestAuthority authority, string? uri)
    {
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { trusted.Root }, RevocationMode = X509RevocationMode.NoCheck };
        using var certificate = uri is null ? null : CertificateOf(authority, uri);
        if (certificate is not null) handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true);
        using var client = new HttpClient(handler) { BaseAddress = gateway };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/quotes") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"sku":"SKU-000123","quantity":2,"discount_percent":5}""")) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("x-agent", "sales-composer");
        request.Headers.Add("x-forwarded-client-cert", "URI=spiffe://acme.example/agent/sales-composer");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return ((int)response.StatusCode, body.RootElement.TryGetProperty("code", out var code) ? code.GetString() : body.RootElement.GetProperty("headers").GetProperty("x-aegis-outcome").GetString());
    }

    private static X509Certificate2 CertificateOf(TestAuthority authority, string uri)
    {
        var (certificate, key) = authority.WriteFiles(uri);
        using var pem = X509Certificate2.CreateFromPemFile(certificate, key);
        return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
    }
}
