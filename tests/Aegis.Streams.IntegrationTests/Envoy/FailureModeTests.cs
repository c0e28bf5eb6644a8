using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Aegis.Streams.IntegrationTests.Envoy;

/// <summary>Where the operator chose `failure_mode_allow`, whatever an instance can still answer is a denial, and Envoy alone lets pass what nobody answers.</summary>
public sealed class FailureModeTests(LenientGateway gateway) : IClassFixture<LenientGateway>
{
    [Theory]
    [InlineData("sound", """{"sku":"SECRET"}""", null, 403, "policy.forbidden")]
    [InlineData("broken", """{"sku":"A1"}""", null, 403, "policy.internal_error")] // A stage that throws.
    [InlineData("anonymous", """{"sku":"A1"}""", null, 401, "facade.unauthenticated")]
    [InlineData("brokerless", """{"sku":"A1"}""", null, 504, "facade.deadline_exceeded")]
    [InlineData("faulty", """{"sku":"A1"}""", null, 503, "facade.internal_error")]
    [InlineData("faulty", """{"sku":"A1"}""", "k-3", 503, "facade.not_ready")]
    [InlineData("ended", """{"sku":"A1"}""", "k-2", 503, "facade.not_ready")]
    [InlineData("ended", """{"sku":"A1"}""", null, 503, "facade.not_ready")] // Its snapshots are not followed any longer.
    public async Task WhatAnInstanceCannotAllow_IsDeniedAndReachesNobody(string listener, string json, string? key, int status, string code)
    {
        EnvoyBinary.Require();
        var before = gateway.ToolRequests;

        var (response, body) = await gateway.SendAsync(listener, Request(json, key));

        Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode} {body}");
        Assert.Equal((code, before), (JsonDocument.Parse(body).RootElement.GetProperty("code").GetString(), gateway.ToolRequests));
    }

    /// <summary>An instance whose broker is away loses its partitions some time later: until then the call waits for a commit, afterwards it has no task.</summary>
    [Fact]
    public async Task CallWithAKeyThatNoBrokerCommits_IsDeniedAndReachesNobody()
    {
        EnvoyBinary.Require();
        var before = gateway.ToolRequests;

        var (response, body) = await gateway.SendAsync("brokerless", Request("""{"sku":"A1"}""", "k-1"));

        Assert.Matches("^(504 facade.deadline_exceeded|503 facade.not_ready)$", $"{(int)response.StatusCode} {JsonDocument.Parse(body).RootElement.GetProperty("code").GetString()}");
        Assert.Equal(before, gateway.ToolRequests);
    }

    [Fact]
    public async Task TimeoutOf50Milliseconds_IsEnoughToBeDenied()
    {
        EnvoyBinary.Require();
        await gateway.SendAsync("hasty", Request("""{"sku":"SECRET"}"""));
        var (before, denied, late) = (gateway.ToolRequests, 0, 0);
        for (var i = 0; i < 40; i++)
        {
            var (response, body) = await gateway.SendAsync("hasty", Request("""{"sku":"A1"}"""));
            using var answer = JsonDocument.Parse(body);
            if ((int)response.StatusCode == 504 && answer.RootElement.GetProperty("code").GetString() == "facade.deadline_exceeded") denied++;
            else if (IsMarked(answer)) late++;
        }

        // A host that is busy with other things may be late for Envoy: then it is Envoy that says so, and nothing passes for decided.
        TestContext.Current.TestOutputHelper?.WriteLine($"{denied} denied, {late} late");
        Assert.Equal((40, before + late), (denied + late, gateway.ToolRequests));
        Assert.True(denied > 0, $"{denied} denied, {late} late");
    }

    [Theory]
    [InlineData("silent")]
    [InlineData("gone")]
    public async Task InstanceThatAnswersNothing_IsPassedByWithAMarkAndWithoutADecision(string listener)
    {
        EnvoyBinary.Require();
        var before = gateway.ToolRequests;
        var request = Request("""{"sku":"SECRET"}""");
        request.Headers.Add("x-aegis-outcome", "forged");

        var (response, body) = await gateway.SendAsync(listener, request);

        Assert.True((int)response.StatusCode == 200, $"{(int)response.StatusCode} {body}");
        using var answer = JsonDocument.Parse(body);
        var headers = answer.RootElement.GetProperty("headers");
        Assert.Equal((before + 1, true, false), (gateway.ToolRequests, IsMarked(answer), headers.TryGetProperty("x-aegis-decision-id", out _)));

        // Nobody of ours has seen the request: what the client sent under our names is still there.
        Assert.Equal("forged", headers.GetProperty("x-aegis-outcome").GetString());
    }

    private static bool IsMarked(JsonDocument answer) =>
        answer.RootElement.TryGetProperty("headers", out var headers) && headers.TryGetProperty(LenientGateway.Mark, out var mark) && mark.GetString() == "true";

    private static HttpRequestMessage Request(string json, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/quotes", UriKind.Relative)) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (key is not null) request.Headers.Add("idempotency-key", key);
        return request;
    }
}
