using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Aegis.Streams.IntegrationTests.Envoy;

/// <summary>A real Envoy with the sample configuration asks an instance before it lets a request through to a tool.</summary>
public sealed class EnvoyTests(Gateway gateway) : IClassFixture<Gateway>
{
    private const string Sample = "sample";

    [Fact]
    public async Task AllowedWrite_ReachesTheToolWithItsDecision()
    {
        EnvoyBinary.Require();
        var request = Quote("""{"sku":"A1"}""");
        request.Headers.Add("x-aegis-outcome", ["forged", "twice"]);
        request.Headers.Add("x-aegis-decision-id", "forged");
        request.Headers.Add("x-aegis-approved-by", "forged");

        var (response, body) = await gateway.SendAsync(Sample, request);

        Assert.True(response.StatusCode == HttpStatusCode.OK, body);
        var echo = JsonDocument.Parse(body).RootElement;
        var headers = echo.GetProperty("headers");
        Assert.Equal("""{"sku":"A1"}""", echo.GetProperty("body").GetString());
        Assert.Equal("allow", headers.GetProperty("x-aegis-outcome").GetString());
        Assert.True(Guid.TryParse(headers.GetProperty("x-aegis-decision-id").GetString(), out var id));
        Assert.NotEmpty(headers.GetProperty("x-aegis-policy-revision").GetString()!);
        Assert.False(headers.TryGetProperty("x-aegis-approved-by", out _));
        Assert.Equal(id.ToString(), Assert.Single(response.Headers.GetValues("x-aegis-decision-id")));
        using var line = JsonDocument.Parse(gateway.WaitForLogLine(id.ToString()));
        Assert.Equal("allow", line.RootElement.GetProperty("outcome").GetString());
        Assert.Equal(headers.GetProperty("x-aegis-policy-revision").GetString(), line.RootElement.GetProperty("policy_revision").GetString());
    }

    [Theory]
    [InlineData("""{"sku":"SECRET"}""", 403, "policy.forbidden", "deny")]
    [InlineData("""{"sku":"A1","other":1}""", 403, "policy.parameter_unknown", "deny")]
    [InlineData("""{"discount":30}""", 403, "policy.approval_required", "approval_needed")]
    [InlineData("""{"sku":"A1","sku":"A2"}""", 400, "intents.duplicate_key", "deny")]
    [InlineData("""{"sku":""", 400, "intents.invalid_json", "deny")]
    public async Task DeniedWrite_TellsTheClientWhyAndReachesNobody(string json, int status, string code, string outcome)
    {
        EnvoyBinary.Require();
        foreach (var listener in new[] { Sample, "texts" })
        {
            var before = gateway.ToolRequests;
            var (response, body) = await gateway.SendAsync(listener, Quote(json));

            Assert.Equal((status, before), ((int)response.StatusCode, gateway.ToolRequests));
            var problem = JsonDocument.Parse(body).RootElement;
            Assert.Equal((status, code, outcome), (problem.GetProperty("status").GetInt32(), problem.GetProperty("code").GetString(), problem.GetProperty("outcome").GetString()));
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            Assert.Equal((code, outcome), (Assert.Single(response.Headers.GetValues("x-aegis-reason")), Assert.Single(response.Headers.GetValues("x-aegis-outcome"))));
            var id = problem.GetProperty("decision_id").GetString()!;
            Assert.Equal(id, Assert.Single(response.Headers.GetValues("x-aegis-decision-id")));
            using var line = JsonDocument.Parse(gateway.WaitForLogLine(id));
            Assert.Equal((outcome, code), (line.RootElement.GetProperty("outcome").GetString(), line.RootElement.GetProperty("reason").GetString()));
        }
    }

    [Theory]
    [InlineData(1, 10, 200)]
    [InlineData(2, 10, 200)]
    [InlineData(1, 200_000, 200)]
    [InlineData(2, 200_000, 200)]
    [InlineData(1, 262_144, 200)]
    [InlineData(2, 262_144, 200)]
    [InlineData(1, 262_145, 413)]
    [InlineData(2, 262_145, 413)]
    [InlineData(1, 600_000, 413)]
    [InlineData(2, 600_000, 413)]
    public async Task BodyUpToTheLimit_IsDecidedWholeAndAnyOtherIs413(int version, int bytes, int status)
    {
        EnvoyBinary.Require();
        var before = gateway.ToolRequests;
        var request = Quote($$"""{"note":"{{new string('x', Math.Max(0, bytes - 11))}}"}""");
        request.Version = new Version(version, version == 1 ? 1 : 0);

        var (response, body) = await gateway.SendAsync(Sample, request);

        Assert.True(status == (int)response.StatusCode, $"{response.StatusCode} {body[..Math.Min(400, body.Length)]}");
        Assert.Equal(before + (status == 200 ? 1 : 0), gateway.ToolRequests);
        if (status == 200) Assert.Equal(Math.Max(bytes, 11), JsonDocument.Parse(body).RootElement.GetProperty("bytes").GetInt32());
    }

    [Theory]
    [InlineData("partial", "envoy.body_truncated", 413)]
    [InlineData("nobody", "envoy.body_truncated", 413)]
    public async Task BodyThatTheGatewayCutsOrKeeps_IsDenied(string listener, string code, int status)
    {
        EnvoyBinary.Require();
        await AssertDeniedAsync(listener, Quote($$"""{"note":"{{new string('x', 100)}}"}"""), code, status);
    }

    [Fact]
    public async Task ChunkedBodyThatTheGatewayKeeps_IsDenied()
    {
        EnvoyBinary.Require();
        var request = Quote("""{"sku":"A1"}""");
        request.Headers.TransferEncodingChunked = true;

        await AssertDeniedAsync("nobody", request, "envoy.body_missing", 400);
    }

    [Fact]
    public async Task CompressedMissingOrOtherBody_IsDenied()
    {
        EnvoyBinary.Require();
        using var gzip = new MemoryStream();
        await using (var stream = new GZipStream(gzip, CompressionMode.Compress, leaveOpen: true)) await stream.WriteAsync("""{"sku":"A1"}"""u8.ToArray(), TestContext.Current.CancellationToken);
        var compressed = Quote("");
        compressed.Content = new ByteArrayContent(gzip.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json"), ContentEncoding = { "gzip" } } };
        await AssertDeniedAsync(Sample, compressed, "envoy.body_encoded", 415);

        await AssertDeniedAsync(Sample, Quote(""), "envoy.body_missing", 400);
        var form = Quote("");
        form.Content = new StringContent("sku=A1", Encoding.UTF8, "application/x-www-form-urlencoded");
        await AssertDeniedAsync(Sample, form, "envoy.body_type", 415);
        var multipart = Quote("");
        multipart.Content = new MultipartFormDataContent { { new StringContent("""{"sku":"A1"}"""), "json" } };
        await AssertDeniedAsync(Sample, multipart, "envoy.body_type", 415);
        var grpc = Quote("");
        grpc.Content = new ByteArrayContent([0, 0, 0, 0, 0]) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } };
        grpc.Version = HttpVersion.Version20;
        var before = gateway.ToolRequests;
        await gateway.SendAsync(Sample, grpc); // Envoy says a denial to clients of gRPC by a status of theirs.
        Assert.Equal(before, gateway.ToolRequests);
    }

    [Theory]
    [InlineData("GET", "/v1/other", "envoy.no_route", 403)]
    [InlineData("PUT", "/v1/quotes", "envoy.no_route", 403)]
    [InlineData("GET", "/v1/quotes?page=1&page=2", "envoy.bad_query", 400)]
    [InlineData("GET", "/v1/quotes?admin=1", "envoy.bad_query", 400)]
    [InlineData("GET", "/v1//quotes", "envoy.bad_target", 400)]
    [InlineData("GET", "/v1/quotes;x", "envoy.bad_target", 400)]
    public async Task RequestThatNoRouteMeans_IsDenied(string method, string path, string code, int status)
    {
        EnvoyBinary.Require();
        await AssertDeniedAsync(Sample, Request(method, path), code, status);
    }

    [Fact]
    public async Task Read_IsAllowedByItsOwnRoute()
    {
        EnvoyBinary.Require();
        var (response, body) = await gateway.SendAsync(Sample, Request("GET", "/v1/quotes?page=2"));

        Assert.True(response.StatusCode == HttpStatusCode.OK, body);
    }

    [Fact]
    public async Task SameIdempotencyKey_GetsTheSameDecision()
    {
        EnvoyBinary.Require();
        var ids = new HashSet<string>();
        for (var i = 0; i < 3; i++)
        {
            var request = Quote("""{"sku":"A1"}""");
            request.Headers.Add("idempotency-key", "k-1");
            var (response, body) = await gateway.SendAsync(Sample, request);
            Assert.True(response.StatusCode == HttpStatusCode.OK, body);
            ids.Add(Assert.Single(response.Headers.GetValues("x-aegis-decision-id")));
        }

        Assert.Single(ids);
        var other = Quote("""{"sku":"A2"}""");
        other.Headers.Add("idempotency-key", "k-1");
        var (denied, problem) = await gateway.SendAsync(Sample, other);
        Assert.Equal((403, "intents.id_reused"), ((int)denied.StatusCode, JsonDocument.Parse(problem).RootElement.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task SanitizedCopy_ResentIsAllowed()
    {
        EnvoyBinary.Require();
        var (denied, problem) = await gateway.SendAsync(Sample, Request("POST", "/v1/mails", """{"to":"x","text":"Grüße an anna@example.net, call +43 664 1234567"}"""));
        Assert.Equal(HttpStatusCode.Forbidden, denied.StatusCode);
        Assert.Equal("sanitize", Assert.Single(denied.Headers.GetValues("x-aegis-outcome")));
        var copy = JsonDocument.Parse(problem).RootElement.GetProperty("sanitized_body").GetRawText();
        Assert.Equal("""{"to":"x","text":"Grüße an [EMAIL], call [PHONE]"}""", copy);

        var (allowed, body) = await gateway.SendAsync(Sample, Request("POST", "/v1/mails", copy));

        Assert.True(allowed.StatusCode == HttpStatusCode.OK, body);
        Assert.Equal(copy, JsonDocument.Parse(body).RootElement.GetProperty("body").GetString());
    }

    [Theory]
    [InlineData("x-agent: composer\r\nx-agent: other\r\n")]
    [InlineData("x-agent: composer\r\nX-Agent: composer\r\n")]
    [InlineData("x-agent: composer%0d%0ax-aegis-outcome: allow\r\n")]
    [InlineData("x-agent: comp\u00e9ser\r\n")]
    [InlineData("")]
    public async Task AgentThatIsNotOnePlainName_IsDenied(string headers)
    {
        EnvoyBinary.Require();
        var before = gateway.ToolRequests;

        var status = await gateway.SendRawAsync($"POST /v1/quotes HTTP/1.1\r\nhost: api.example.com\r\n{headers}content-type: application/json\r\ncontent-length: 12\r\n\r\n{{\"sku\":\"A1\"}}");

        Assert.Equal(("HTTP/1.1 400 Bad Request", before), (status, gateway.ToolRequests));
    }

    [Fact]
    public async Task WhateverIsAnswered_EnvoyTakesItAsItIs()
    {
        EnvoyBinary.Require();
        foreach (var json in new[] { """{"sku":"A1"}""", """{"sku":"SECRET"}""", """{"discount":30}""", """{"\u000d\u000ax-evil: 1":1}""", """{"sku":"\u00e9\ud83d\ude00","note":"\u0000"}""" })
            await gateway.SendAsync(Sample, Request("POST", "/v1/quotes", json));
        await gateway.SendAsync(Sample, Request("POST", "/v1/mails", """{"to":"x","text":"a@corp-a.com"}"""));
        await gateway.SendAsync(Sample, Request("POST", "/v1/unknown?a=%0d%0a%ff", "{}"));

        // With `validate_mutations`, a header that Envoy does not take is counted, and makes the answer a 500.
        var counters = await gateway.CountersAsync("ext_authz");
        Assert.Equal(0, counters["http.tools.ext_authz.invalid"]);
        Assert.InRange(counters["http.tools.ext_authz.denied"], 5, long.MaxValue);
    }

    [Fact]
    public async Task InstanceThatNeverAnswers_LetsNothingPass()
    {
        EnvoyBinary.Require();
        var before = gateway.ToolRequests;

        var (response, _) = await gateway.SendAsync("closed", Quote("""{"sku":"A1"}"""));

        Assert.Equal((503, before), ((int)response.StatusCode, gateway.ToolRequests));
    }

    [Fact]
    public async Task TimeoutTooShortToDecide_LetsNothingPass()
    {
        EnvoyBinary.Require();
        var before = gateway.ToolRequests;
        for (var i = 0; i < 20; i++)
        {
            var (response, _) = await gateway.SendAsync("hasty", Quote("""{"sku":"A1"}"""));
            Assert.True((int)response.StatusCode is 503 or 504, $"{response.StatusCode}");
        }

        Assert.Equal(before, gateway.ToolRequests);
    }

    [Fact]
    public async Task GatewayWithoutAKnownToken_GetsNothingThrough()
    {
        EnvoyBinary.Require();
        var before = gateway.ToolRequests;

        var (response, _) = await gateway.SendAsync("anonymous", Quote("""{"sku":"A1"}"""));

        Assert.Equal((401, before), ((int)response.StatusCode, gateway.ToolRequests));
    }

    private static HttpRequestMessage Quote(string json) => Request("POST", "/v1/quotes", json);

    private static HttpRequestMessage Request(string method, string path, string? json = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative)) { Version = HttpVersion.Version11 };
        request.Headers.Add("x-agent", "composer");
        if (json is not null) request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return request;
    }

    private async Task AssertDeniedAsync(string listener, HttpRequestMessage request, string code, int status)
    {
        var before = gateway.ToolRequests;
        var (response, body) = await gateway.SendAsync(listener, request);
        Assert.True(status == (int)response.StatusCode, $"{response.StatusCode} {body}");
        Assert.Equal((code, before), (JsonDocument.Parse(body).RootElement.GetProperty("code").GetString(), gateway.ToolRequests));
    }
}
