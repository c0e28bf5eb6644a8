using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Aegis.Streams.Tests.Facade;

/// <summary>The door of HTTP from outside.</summary>
public sealed class HttpDoorTests : IAsyncLifetime
{
    private const string Intent = """{"id":"i-1","tenant":"acme","agent":"sales-composer","tool":"crm","action":"read_account","call_class":"read","parameters":{"account":"a-1"}}""";

    private readonly HttpClient _http = new();
    private FacadeScene _scene = null!;

    public async ValueTask InitializeAsync()
    {
        _scene = await FacadeScene.StartAsync();
        _http.BaseAddress = _scene.Http;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", FacadeScene.Token);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _scene.DisposeAsync();
    }

    [Theory]
    [InlineData("{", "application/json", 400, "intents.invalid_json")]
    [InlineData("""{"id":"i-1","id":"i-2"}""", "application/json", 400, "intents.duplicate_key")]
    [InlineData("""{"id":"i-1","tenant":"acme"}""", "application/json", 400, "intents.missing_field")]
    [InlineData(Intent, "text/plain", 400, "facade.invalid_request")]
    [InlineData(Intent, "application/json; charset=utf-16", 400, "facade.invalid_request")]
    [InlineData("", "application/json", 400, "intents.empty_record")]
    public async Task ABodyAtFault_IsAProblemWithItsCode(string body, string type, int status, string code)
    {
        var (response, json) = await PostAsync("/v1/decide", body, type);
        Assert.Equal((status, "application/problem+json", code), ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType, json.GetProperty("code").GetString()));
        Assert.Equal(status, json.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task ADeny_IsAnAnswer()
    {
        var (response, json) = await PostAsync("/v1/decide", Intent.Replace("read_account", "delete_account", StringComparison.Ordinal));
        Assert.Equal((HttpStatusCode.OK, "deny", "policy.action_not_allowed"), (response.StatusCode, json.GetProperty("outcome").GetString(), json.GetProperty("reasons")[0].GetProperty("code").GetString()));
    }

    [Fact]
    public async Task AnIdempotencyKey_IsTheIdOfTheIntentAndMakesOneDecision()
    {
        var withoutId = Intent.Replace("\"id\":\"i-1\",", "", StringComparison.Ordinal);
        var (_, one) = await PostAsync("/v1/decide", withoutId, key: "\"key-1\"");
        var (_, other) = await PostAsync("/v1/decide", withoutId, key: "key-1");
        Assert.Equal(("key-1", false, true), (one.GetProperty("intent_id").GetString(), one.GetProperty("replayed").GetBoolean(), other.GetProperty("replayed").GetBoolean()));
        Assert.Equal(one.GetProperty("decision_id").GetString(), other.GetProperty("decision_id").GetString());
        using var found = await _http.GetAsync(new Uri("/v1/tenants/acme/agents/sales-composer/decisions/key-1", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, found.StatusCode);
        var (differs, problem) = await PostAsync("/v1/decide", Intent, key: "key-1");
        Assert.Equal((HttpStatusCode.BadRequest, "facade.invalid_request"), (differs.StatusCode, problem.GetProperty("code").GetString()));
        var (bad, _) = await PostAsync("/v1/decide", withoutId, key: "no spaces");
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
    }

    [Fact]
    public async Task ABatch_IsAnsweredInOrder()
    {
        var (response, json) = await PostAsync("/v1/decide:batch", $$"""{"requests":[{"intent":{{Intent}}},{"intent":{},"idempotent":true},{"intent":{{Intent}},"idempotent":true}]}""");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var results = json.GetProperty("results");
        Assert.Equal("allow", results[0].GetProperty("decision").GetProperty("outcome").GetString());
        Assert.Equal((3, "intents.missing_field"), (results[1].GetProperty("refusal").GetProperty("status").GetInt32(), results[1].GetProperty("refusal").GetProperty("code").GetString()));
        Assert.Equal("i-1", results[2].GetProperty("decision").GetProperty("intent_id").GetString());
        foreach (var body in new[] { "{}", """{"requests":[]}""", """{"requests":[{}]}""", """{"requests":[],"requests":[]}""", """{"requests":[{"intent":{},"idempotent":1}]}""", "[]" })
            Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("/v1/decide:batch", body)).Response.StatusCode);
    }

    /// <summary>What is wrong with one intent of a batch is said of that one, as `/v1/decide` says it.</summary>
    [Fact]
    public async Task AnIntentOfABatchThatIsAtFault_IsDeniedAlone()
    {
        var intents = new[]
        {
            Intent,
            Intent.Replace("a-1", "\u00ff\u00fe", StringComparison.Ordinal),
            Intent.Replace("{\"account\"", "{\"account\":\"a-2\",\"\\u0061ccount\"", StringComparison.Ordinal),
            Intent.Replace("\"a-1\"", new string('[', 70) + new string(']', 70), StringComparison.Ordinal),
        };
        using var content = new ByteArrayContent(Encoding.Latin1.GetBytes($"{{\"requests\":[{string.Join(',', intents.Select(intent => $"{{\"intent\":{intent}}}"))}]}}"));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");

        using var response = await _http.PostAsync(new Uri("/v1/decide:batch", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var results = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("decision"));
        Assert.Equal(
            ["allow", "deny intents.invalid_utf8", "deny intents.duplicate_key", "deny intents.too_deep"],
            results.Select(decision => string.Join(' ', decision.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("code").GetString()).Where(code => code!.StartsWith("intents.", StringComparison.Ordinal)).Prepend(decision.GetProperty("outcome").GetString()))));
    }

    [Theory]
    [InlineData("{\"requests\":[{\"intent\":{}}],\"\\ud800\":1}")]
    [InlineData("{\"requests\":[{\"intent\":{},\"\\ud800\":1}]}")]
    [InlineData("{\"requests\":[{\"intent\":{},\"intent\":{}}]}")]
    [InlineData("{\"requests\":[{\"intent\":{},\"idempotent\":true,\"idempotent\":true}]}")]
    [InlineData("{\"requests\":[{\"intent\":{}}]}{}")]
    [InlineData("{\"requests\":[{\"intent\":{}}]")]
    [InlineData("{\"requests\":[{\"intent\":{]}]}")]
    [InlineData("{\"requests\":[{\"intent\":{}}],\"more\":1}")]
    [InlineData("{\"requests\":{}}")]
    [InlineData("{\"requests\":[1]}")]
    public async Task ABodyThatIsNoBatch_IsAProblemOfTheCaller(string body)
    {
        var (response, json) = await PostAsync("/v1/decide:batch", body);
        Assert.Equal((HttpStatusCode.BadRequest, "facade.invalid_request"), (response.StatusCode, json.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("GET", "/v1/decide", 405, "POST")]
    [InlineData("PUT", "/v1/decide:batch", 405, "POST")]
    [InlineData("HEAD", "/livez", 200, "")]
    [InlineData("HEAD", "/readyz", 200, "")]
    [InlineData("POST", "/livez", 405, "GET, HEAD")]
    public async Task AMethod_IsTakenOrItIsSaidWhichIs(string method, string path, int status, string allowed)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await _http.SendAsync(request);
        Assert.Equal((status, allowed), ((int)response.StatusCode, string.Join(", ", response.Content.Headers.Allow)));
    }

    [Fact]
    public async Task WithoutACredential_OnlyHealthAnswers()
    {
        _http.DefaultRequestHeaders.Authorization = null;
        Assert.Equal("""{"status":"ok"}""", await _http.GetStringAsync(new Uri("/livez", UriKind.Relative)));
        Assert.Equal("""{"status":"ok"}""", await _http.GetStringAsync(new Uri("/readyz", UriKind.Relative)));
        foreach (var path in new[] { "/v1/decide", "/v1/tenants/acme/agents/a/decisions/i", "/nowhere", "/livez/x" })
        {
            using var response = await _http.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
        }
    }

    [Fact]
    public async Task Draining_IsSaidByReadinessAndNotByLiveness()
    {
        _scene.Facade.Decider.Drain();
        using var ready = await _http.GetAsync(new Uri("/readyz", UriKind.Relative));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"status":"not_ready","missing":["draining"]}"""), (ready.StatusCode, await ready.Content.ReadAsStringAsync()));
        using var live = await _http.GetAsync(new Uri("/livez", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        var (response, json) = await PostAsync("/v1/decide", Intent);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "facade.not_ready", "1"), (response.StatusCode, json.GetProperty("code").GetString(), response.Headers.RetryAfter!.ToString()));
    }

    [Fact]
    public async Task ABodyThatIsTooLarge_IsRefusedUnread()
    {
        var (response, json) = await PostAsync("/v1/decide", new string(' ', (1 << 20) + 1));
        Assert.Equal((HttpStatusCode.BadRequest, "facade.invalid_request", "The body is larger than 1048576 bytes."), (response.StatusCode, json.GetProperty("code").GetString(), json.GetProperty("detail").GetString()));
    }

    private async Task<(HttpResponseMessage Response, JsonElement Json)> PostAsync(string path, string body, string type = "application/json", string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        var response = await _http.SendAsync(request);
        return (response, JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement);
    }
}
