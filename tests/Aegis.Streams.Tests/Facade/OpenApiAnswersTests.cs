using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Server;
using Aegis.Streams.Server.Bundles;
using Aegis.Streams.Server.Hosting;
using Aegis.Streams.Server.Telemetry;
using Aegis.Streams.Tests.Contracts;
using Aegis.Streams.Tests.Facade.Wire;

namespace Aegis.Streams.Tests.Facade;

/// <summary>Every answer that the OpenAPI document speaks of, provoked at running doors and held against it.</summary>
public sealed class OpenApiAnswersTests
{
    private const string Decide = "post /v1/decide";
    private const string Batch = "post /v1/decide:batch";
    private const string Find = "get /v1/tenants/{tenant}/agents/{agent}/decisions/{intentId}";
    private const string Bundle = "get /v1/bundles/policy";
    private const string Metrics = "get /metrics";
    private const string FindPath = "/v1/tenants/acme/agents/sales-composer/decisions/key-1";
    private const string Intent = """{"id":"i-1","tenant":"acme","agent":"sales-composer","tool":"crm","action":"read_account","parameters":{"account":"a-1"}}""";

    private readonly OpenApiContract _contract = new();

    [Fact]
    public async Task EveryAnswer_IsAsTheDocumentSays()
    {
        await AnswerAsync();
        await OverloadAsync();
        await RefuseBundleAsync();

        Assert.Equal(_contract.Documented.Order(StringComparer.Ordinal), _contract.Seen.Order(StringComparer.Ordinal));
    }

    private static FacadeHostOptions Host(BundleOptions? bundles, MetricsPage? page = null)
    {
        var loopback = new FacadeEndpoint(new IPEndPoint(IPAddress.Loopback, 0), null);
        return new FacadeHostOptions { Grpc = loopback, Http = loopback, Bundles = bundles, Metrics = page };
    }

    private async Task AnswerAsync()
    {
        using var page = new MetricsPage();
        await using var scene = await FacadeScene.StartAsync(host: Host(new BundleOptions { Signer = null, MaxWaits = 1 }, page));
        await AskAsync(scene, Decide, 200, Intent);
        await AskAsync(scene, Decide, 200, Intent.Replace("read_account", "delete_account", StringComparison.Ordinal));
        await AskAsync(scene, Decide, 200, Intent.Replace("\"id\":\"i-1\",", "", StringComparison.Ordinal), key: "key-1");
        foreach (var body in new[] { "{", """{"id":"i-1"}""", "" }) await AskAsync(scene, Decide, 400, body);
        await AskAsync(scene, Decide, 401, Intent, token: null);
        await AskAsync(scene, Decide, 403, Intent.Replace("sales-composer", "finance-agent", StringComparison.Ordinal), FacadeScene.AcmeToken);
        await AskAsync(scene, Batch, 200, $$"""{"requests":[{"intent":{{Intent}}},{"intent":{},"idempotent":true}]}""");
        await AskAsync(scene, Batch, 400, "{}");
        await AskAsync(scene, Batch, 401, "{}", token: null);
        await AskAsync(scene, Find, 200, path: FindPath);
        await AskAsync(scene, Find, 401, path: FindPath, token: null);
        await AskAsync(scene, Find, 404, path: FindPath + "x");
        await AskAsync(scene, "get /livez", 200, token: null);
        await AskAsync(scene, "get /readyz", 200, token: null);
        await AskAsync(scene, Metrics, 200);
        await AskAsync(scene, Metrics, 401, token: null);
        await AskAsync(scene, Metrics, 403, token: FacadeScene.AcmeToken);
        await AskAsync(scene, Bundle, 200);
        await AskAsync(scene, Bundle, 304, tag: "*");
        await AskAsync(scene, Bundle, 401, token: null);
        await AskAsync(scene, Bundle, 403, token: FacadeScene.AcmeToken);
        var wait = AskAsync(scene, Bundle, 304, tag: "*", prefer: "wait=300");
        await scene.UntilAsync(() => scene.Facade.BundleWaits == 1);
        await AskAsync(scene, Bundle, 429, tag: "*", prefer: "wait=300");
        scene.Facade.Decider.Drain();
        await wait;
        await AskAsync(scene, Bundle, 503);
        await AskAsync(scene, Decide, 503, Intent);
        await AskAsync(scene, Find, 503, path: FindPath);
        await AskAsync(scene, "get /readyz", 503, token: null);
    }

    /// <summary>Without a broker, what must be durable waits until the time is over, and holds the only place.</summary>
    private async Task OverloadAsync()
    {
        await using var scene = await FacadeScene.StartAsync(options: new FacadeOptions { MaxCalls = 1, MaxWait = TimeSpan.FromSeconds(2) }, host: Host(null));
        scene.StopBroker();
        var late = AskAsync(scene, Decide, 504, Intent);
        await scene.UntilAsync(() => scene.Facade.Decider.UnderWay == 1);
        await AskAsync(scene, Decide, 429, Intent);
        await AskAsync(scene, Find, 429, path: FindPath);
        await late;
        await AskAsync(scene, Bundle, 404);
        using var first = await HoldAsync(scene);
        using var second = await HoldAsync(scene);
        await scene.UntilAsync(() => IsFullAsync(scene).GetAwaiter().GetResult());
        await AskAsync(scene, Batch, 429, "{}");

        await using var stuck = await FacadeScene.StartAsync(options: new FacadeOptions { MaxWait = TimeSpan.FromTicks(1) }, host: Host(null));
        await AskAsync(stuck, Find, 504, path: FindPath);
    }

    /// <summary>Begins a request whose body does not come: it holds one of the places, of which there are two for each call.</summary>
    private static async Task<PlainConnection> HoldAsync(FacadeScene scene)
    {
        var connection = await PlainConnection.ConnectAsync(scene.Http);
        await connection.SendAsync($"POST /v1/decide:batch HTTP/1.1\r\nhost: a\r\nauthorization: Bearer {FacadeScene.Token}\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n");
        return connection;
    }

    private static async Task<bool> IsFullAsync(FacadeScene scene)
    {
        using var http = new HttpClient { BaseAddress = scene.Http };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", FacadeScene.Token);
        using var response = await http.GetAsync(new Uri(FindPath, UriKind.Relative));
        return response.StatusCode == HttpStatusCode.TooManyRequests;
    }

    private async Task RefuseBundleAsync()
    {
        var rule = new Streams.Policy.Rules.PolicyRule { Id = "p/early", Effect = RuleEffect.Forbid, When = new TimeWindow("UTC", [], new TimeOnly(8, 0, 30), new TimeOnly(9, 0)) };
        await using var scene = await FacadeScene.StartAsync(host: Host(new BundleOptions { Signer = null }), policy: new PolicySnapshot([new PolicyDocument { Name = "p", Rules = [rule] }]));
        await AskAsync(scene, Bundle, 409);
    }

    private async Task AskAsync(
        FacadeScene scene, string operation, int status, string? body = null, string? token = FacadeScene.Token, string? path = null, string? key = null, string? tag = null, string? prefer = null)
    {
        using var http = new HttpClient { BaseAddress = scene.Http };
        using var request = new HttpRequestMessage(HttpMethod.Parse(operation.Split(' ')[0]), path ?? operation.Split(' ')[1]);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        if (tag is not null) request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        if (prefer is not null) request.Headers.TryAddWithoutValidation("Prefer", prefer);
        using var response = await http.SendAsync(request);
        Assert.Equal((operation, status), (operation, (int)response.StatusCode));
        await _contract.CheckAsync(operation, response);
    }
}
