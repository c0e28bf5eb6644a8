using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Aegis.Streams.Server.Admin;
using Aegis.Streams.Server.Hosting;
using Aegis.Streams.Tests.Facade;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Tests.Admin;

/// <summary>An instance with a facade on an embedded broker, and its admin port.</summary>
public sealed class AdminScene : IAsyncDisposable
{
    public const string Token = "admin-token-of-the-test";

    private readonly EventLog _log = new();
    private AdminHost _host = null!;

    private AdminScene(FacadeScene facade) => Facade = facade;

    public FacadeScene Facade { get; }

    public LogLevel LogLevel { get; private set; } = LogLevel.Information;

    public Uri Address => new(_host.Address);

    /// <summary>Gets the events of the port so far.</summary>
    public IReadOnlyList<int> Events => _log.Events;

    public static async Task<AdminScene> StartAsync(TlsFiles? tls = null, bool hasFacade = true)
    {
        var scene = new AdminScene(await FacadeScene.StartAsync());
        var options = new AdminOptions
        {
            Endpoint = new FacadeEndpoint(new IPEndPoint(IPAddress.Loopback, 0), tls),
            Token = Token,
            NeedsCertificate = tls is not null,
            LogLevel = () => scene.LogLevel,
            SetLogLevel = level => scene.LogLevel = level,
        };
        var instance = new AdminInstance
        {
            ApplicationId = "aegis",
            InstanceId = "i-0",
            Roles = ["streams", "facade"],
            Application = scene.Facade.Applications[0],
            Facade = hasFacade ? scene.Facade.Facade : null,
            Settings = [new AdminSetting("--threads", true, true, "1"), new AdminSetting("--property", true, false, null)],
        };
        scene._host = await AdminHost.StartAsync(options, instance, TimeProvider.System, new OneLog(scene._log));
        return scene;
    }

    public async Task<(HttpStatusCode Status, JsonElement Json)> SendAsync(HttpMethod method, string path, string? body = null, string? token = Token, Action<HttpRequestMessage>? change = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(Address, path));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        change?.Invoke(request);
        using var response = await http.SendAsync(request);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        return (response.StatusCode, bytes.Length == 0 ? default : JsonDocument.Parse(bytes).RootElement);
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        var (status, json) = await SendAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, status);
        return json;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await Facade.DisposeAsync();
    }

    private sealed class OneLog(EventLog log) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) => log;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public void Dispose()
        {
            // The log is the scene's.
        }
    }
}
