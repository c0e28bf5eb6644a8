using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Aegis.Streams.IntegrationTests.Brokers;
using Aegis.Streams.Tests;

namespace Aegis.Streams.IntegrationTests.Envoy;

/// <summary>A real Envoy with the sample configuration, and with variants of it on further ports, between a client, an instance and a tool. One for all tests of a class.</summary>
public sealed class Gateway : IAsyncLifetime
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None, AllowAutoRedirect = false });
    private readonly Dictionary<string, int> _ports = [];
    private DoorHost? _door;
    private ToolServer? _tool;
    private EnvoyProcess? _envoy;
    private Socket? _silent;

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
        _envoy = EnvoyProcess.Start(Configuration(((IPEndPoint)_silent.LocalEndPoint!).Port), LoopbackPorts.Take(1)[0]);
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

    internal string WaitForLogLine(string part) => _envoy!.WaitForLine(line => line.Contains(part, StringComparison.Ordinal));

    /// <summary>The sample, with ports and token of the test, and a listener more for each variant.</summary>
    private string Configuration(int silentPort)
    {
        var sample = File.ReadAllText(RepositoryFiles.PathOf("topology", "envoy", "envoy.yaml"));
        sample = Replace(sample, "Bearer CHANGE-ME", $"Bearer {DoorHost.Token}");
        sample = Replace(Replace(sample, "port_value: 9400", Port(_door!.Port)), "port_value: 8081", Port(_tool!.Port));
        var start = sample.IndexOf("    - name: tools\n      address", StringComparison.Ordinal);
        var end = sample.IndexOf("  clusters:\n", StringComparison.Ordinal);
        var (before, listener, after) = (sample[..start], sample[start..end], sample[end..]);

        var clusters = after[(after.IndexOf('\n', StringComparison.Ordinal) + 1)..];
        var aegis = clusters[..clusters.IndexOf("    - name: tool\n", StringComparison.Ordinal)];
        var silent = Replace(Replace(Replace(aegis, "- name: aegis", "- name: silent"), "cluster_name: aegis", "cluster_name: silent"), Port(_door.Port), Port(silentPort));

        const string whole = "allow_partial_message: false, pack_as_bytes: true";
        var output = new StringBuilder(before);
        output.Append(Variant("sample", listener));
        output.Append(Variant("texts", Replace(Replace(listener, "pack_as_bytes: true", "pack_as_bytes: false"), "encode_raw_headers: true", "encode_raw_headers: false")));
        output.Append(Variant("partial", Replace(Replace(listener, whole, "allow_partial_message: true, pack_as_bytes: true"), "max_request_bytes: 262144", "max_request_bytes: 64")));
        output.Append(Variant("nobody", Replace(listener, $"with_request_body: {{ max_request_bytes: 262144, {whole} }}", "stat_prefix: nobody")));
        output.Append(Variant("anonymous", Replace(listener, $"Bearer {DoorHost.Token}", "Bearer wrong")));
        output.Append(Variant("hasty", Replace(listener, "timeout: 0.5s", "timeout: 0.001s")));
        var unanswered = Replace(Replace(listener, "cluster_name: aegis", "cluster_name: silent"), "timeout: 0.5s", "timeout: 0.1s");
        output.Append(Variant("closed", unanswered));
        output.Append(Variant("open", Replace(unanswered, "failure_mode_allow: false", "failure_mode_allow: true")));
        return output.Append(after).Append(silent).ToString();
    }

    private string Variant(string name, string listener)
    {
        _ports[name] = LoopbackPorts.Take(1)[0];
        return Replace(Replace(listener, "- name: tools\n      address", $"- name: {name}\n      address"), "port_value: 10000", Port(_ports[name]));
    }

    private static string Port(int port) => string.Create(CultureInfo.InvariantCulture, $"port_value: {port}");

    private static string Replace(string text, string from, string to)
    {
        Assert.Contains(from, text, StringComparison.Ordinal);
        return text.Replace(from, to, StringComparison.Ordinal);
    }
}
