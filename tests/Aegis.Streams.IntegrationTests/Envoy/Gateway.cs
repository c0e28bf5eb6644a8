using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Aegis.Streams.Tests;

namespace Aegis.Streams.IntegrationTests.Envoy;

/// <summary>A real Envoy with the sample configuration, and with variants of it on further ports, between a client, an instance and a tool. One for all tests of a class.</summary>
public sealed class Gateway : IAsyncLifetime
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None, AllowAutoRedirect = false });
    private IReadOnlyDictionary<string, int> _ports = new Dictionary<string, int>();
    private DoorHost? _door;
    private ToolServer? _tool;
    private EnvoyProcess? _envoy;
    private Socket? _silent;
    private int _adminPort;

    /// <summary>Gets how many requests reached the tool.</summary>
    public int ToolRequests => _tool!.Requests;

    public async ValueTask InitializeAsync()
    {
        if (!EnvoyBinary.Exists) return;
        _door = await DoorHost.StartAsync();
        _tool = await ToolServer.StartAsync();

        // Accepts connections by its backlog and never answers.
        _silent = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _silent.Listen(64);
        _adminPort = LoopbackPorts.Take(1)[0];
        _envoy = EnvoyProcess.Start(Configuration(((IPEndPoint)_silent.LocalEndPoint!).Port), _adminPort);
    }

    public async ValueTask DisposeAsync()
    {
        _envoy?.Dispose();
        _silent?.Dispose();
        _client.Dispose();
        if (_tool is not null) await _tool.DisposeAsync();
        if (_door is not null) await _door.DisposeAsync();
    }

    /// <summary>Sends a request through a listener.</summary>
    /// <param name="listener">`sample`, or the name of a variant.</param>
    /// <param name="request">The request; its address is a path.</param>
    internal async Task<(HttpResponseMessage Response, string Body)> SendAsync(string listener, HttpRequestMessage request)
    {
        request.RequestUri = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_ports[listener]}{request.RequestUri}"));
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Sends bytes as they are to the sample's listener, and reads the status line of the answer.</summary>
    internal async Task<string> SendRawAsync(string text)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _ports["sample"], TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        return await reader.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
    }

    /// <summary>Reads Envoy's counters whose names hold a text.</summary>
    internal async Task<IReadOnlyDictionary<string, long>> CountersAsync(string part)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_adminPort}/stats?filter={part}"));
        var lines = (await _client.GetStringAsync(address, TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Select(line => line.Split(": ")).ToDictionary(pair => pair[0], pair => long.Parse(pair[1], CultureInfo.InvariantCulture));
    }

    internal string WaitForLogLine(string part) => _envoy!.WaitForLine(line => line.Contains(part, StringComparison.Ordinal));

    /// <summary>The sample, with ports and token of the test, and a listener more for each variant.</summary>
    private string Configuration(int silentPort)
    {
        const string whole = "allow_partial_message: false, pack_as_bytes: true";
        var configuration = new GatewayConfiguration(DoorHost.Token, _door!.Port, _tool!.Port);
        configuration.Cluster("silent", silentPort);
        configuration.Listen("sample");
        configuration.Listen("texts", ("pack_as_bytes: true", "pack_as_bytes: false"), ("encode_raw_headers: true", "encode_raw_headers: false"));
        configuration.Listen("partial", (whole, "allow_partial_message: true, pack_as_bytes: true"), ("max_request_bytes: 262144", "max_request_bytes: 64"));
        configuration.Listen("nobody", ($"with_request_body: {{ max_request_bytes: 262144, {whole} }}", "stat_prefix: nobody"));
        configuration.Listen("anonymous", ($"Bearer {DoorHost.Token}", "Bearer wrong"));
        configuration.Listen("hasty", ("timeout: 0.5s", "timeout: 0.001s"));
        configuration.Listen("closed", ("cluster_name: aegis", "cluster_name: silent"), ("timeout: 0.5s", "timeout: 0.1s"));
        _ports = configuration.Ports;
        return configuration.ToString();
    }
}
