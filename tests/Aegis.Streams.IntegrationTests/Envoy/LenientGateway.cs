using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Aegis.Streams.Policy;
using Aegis.Streams.Server.Envoy.Mapping;
using Aegis.Streams.Server.Hosting;
using Aegis.Streams.Tests;
using Aegis.Streams.Tests.Facade;
using Aegis.Streams.Tests.Policy;

namespace Aegis.Streams.IntegrationTests.Envoy;

/// <summary>A real Envoy whose operator chose `failure_mode_allow`, before instances that decide, that lost their broker, whose streams have ended, that are silent or gone.</summary>
public sealed class LenientGateway : IAsyncLifetime
{
    /// <summary>What Envoy adds to a request that it lets pass by itself.</summary>
    public const string Mark = "x-envoy-auth-failure-mode-allowed";

    private const string Policies = """
        apiVersion: aegis/v1
        kind: Policy
        name: gateway
        tools:
          - {name: pricing-api, actions: [generate_quote], class: write, parameters: {sku: {type: string}}}
        rules:
          - {id: use, effect: permit, who: {agents: [sales-composer]}, what: {tools: [pricing-api]}}
          - {id: secret, effect: forbid, what: {tools: [pricing-api], actions: [generate_quote]}, when: [{parameter: sku, in: [SECRET]}]}
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client = new();
    private readonly List<FacadeScene> _scenes = [];
    private IReadOnlyDictionary<string, int> _ports = new Dictionary<string, int>();
    private ToolServer? _tool;
    private EnvoyProcess? _envoy;
    private Socket? _silent;

    /// <summary>Gets how many requests reached the tool.</summary>
    public int ToolRequests => _tool!.Requests;

    public async ValueTask InitializeAsync()
    {
        if (!EnvoyBinary.Exists) return;
        _tool = await ToolServer.StartAsync();
        var (sound, brokerless, ended) = (await StartAsync(Load()), await StartAsync(Load()), await StartAsync(Load()));
        var broken = await StartAsync(BrokenPolicies.Break(Load()));
        var faulty = await StartAsync(Load(), static () => throw new InvalidOperationException("No stage catches this."));
        brokerless.StopBroker();
        Assert.True(ended.Applications[0].Stop(Patience));

        // Accepts connections by its backlog and never answers.
        _silent = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _silent.Listen(64);
        var ports = LoopbackPorts.Take(2);
        var configuration = new GatewayConfiguration(FacadeScene.Token, sound.Grpc.Port, _tool.Port);
        foreach (var (name, port) in new[] { ("brokerless", brokerless.Grpc.Port), ("ended", ended.Grpc.Port), ("broken", broken.Grpc.Port), ("faulty", faulty.Grpc.Port), ("silent", ((IPEndPoint)_silent.LocalEndPoint!).Port), ("gone", ports[0]) })
        {
            configuration.Cluster(name, port);
            Listen(configuration, name, ("cluster_name: aegis", $"cluster_name: {name}"));
        }

        Listen(configuration, "sound");
        Listen(configuration, "anonymous", ($"Bearer {FacadeScene.Token}", "Bearer wrong"));
        Listen(configuration, "hasty", ("cluster_name: aegis", "cluster_name: brokerless"), ("timeout: 0.5s", "timeout: 0.05s"));
        _ports = configuration.Ports;
        _envoy = EnvoyProcess.Start(configuration.ToString(), ports[1]);
    }

    public async ValueTask DisposeAsync()
    {
        _envoy?.Dispose();
        _silent?.Dispose();
        _client.Dispose();
        foreach (var scene in _scenes) await scene.DisposeAsync();
        if (_tool is not null) await _tool.DisposeAsync();
    }

    /// <summary>Sends a write through a listener.</summary>
    /// <param name="listener">Its name, which says what is behind it.</param>
    /// <param name="request">The request; its address is a path.</param>
    internal async Task<(HttpResponseMessage Response, string Body)> SendAsync(string listener, HttpRequestMessage request)
    {
        request.RequestUri = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_ports[listener]}{request.RequestUri}"));
        request.Headers.Add("x-agent", "sales-composer");
        var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static void Listen(GatewayConfiguration configuration, string name, params (string From, string To)[] changes) =>
        configuration.Listen(name, [.. changes, ("failure_mode_allow: false", "failure_mode_allow: true\n                      failure_mode_allow_header_add: true")]);

    private static PolicySnapshot Load()
    {
        var loading = PolicyLoader.Load([new PolicySource("gateway.yaml", Policies)]);
        Assert.Empty(loading.Errors);
        return loading.Snapshot!;
    }

    private async Task<FacadeScene> StartAsync(PolicySnapshot policy, Action? deciding = null)
    {
        var loopback = new FacadeEndpoint(new IPEndPoint(IPAddress.Loopback, 0), null);
        var mapping = EnvoyMappingLoader.Load(RepositoryFiles.PathOf("topology", "envoy", "mapping.yaml")).Mapping;
        var scene = await FacadeScene.StartAsync(host: new FacadeHostOptions { Grpc = loopback, Envoy = mapping }, policy: policy, deciding: deciding);
        _scenes.Add(scene);
        return scene;
    }
}
