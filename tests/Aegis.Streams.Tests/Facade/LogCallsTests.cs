using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Aegis.Streams.Pipeline;
using Grpc.Core;
using Answer = Aegis.Streams.Protocol.V1.Outcome;

namespace Aegis.Streams.Tests.Facade;

/// <summary>Calls for agents that another instance owns.</summary>
public sealed class LogCallsTests
{
    [Fact]
    public async Task WhoeverOwnsTheAgent_TheCallIsDecidedOnce()
    {
        await using var scene = await FacadeScene.StartAsync(partitions: 2, instances: 2);
        Assert.Equal([1, 1], scene.Applications.Select(application => application.RunningTasks.Count()));
        using var calls = new GrpcCalls(scene.Grpc);

        var partitions = new HashSet<int>();
        foreach (var agent in FacadeScene.Agents)
        {
            var request = GrpcDoorTests.Ask("one", isIdempotent: true);
            request.Intent.Agent = agent;
            var first = (await calls.DecideAsync(request)).Decision;
            var again = (await calls.DecideAsync(request)).Decision;
            Assert.Equal((first.DecisionId, false, true), (again.DecisionId, first.Replayed, again.Replayed));
            Assert.Equal(agent is "sales-composer" or "prospect-finder" ? Answer.Allow : Answer.Deny, first.Outcome);
            partitions.Add(first.Source.Partition);
        }

        Assert.Equal([0, 1], partitions.Order());
        Assert.Equal(FacadeScene.Agents.Count, scene.Read(scene.Topics.Audit, FacadeScene.Agents.Count).Count);
    }

    [Fact]
    public async Task CallByHttp_IsAskedOnTheLogInJson()
    {
        await using var scene = await FacadeScene.StartAsync(partitions: 2, instances: 2);
        using var http = new HttpClient { BaseAddress = scene.Http };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", FacadeScene.Token);

        // Some of them are another instance's: their decisions have a place on the log.
        var elsewhere = new List<string>();
        foreach (var agent in FacadeScene.Agents)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/decide") { Content = new StringContent(Json(agent), null, "application/json") };
            request.Headers.Add("Idempotency-Key", "i-1");
            using var response = await http.SendAsync(request);
            var source = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("source");
            if (source.GetProperty("offset").ToString() != "-1") elsewhere.Add(Json(agent));
        }

        Assert.NotEmpty(elsewhere);
        var asked = scene.Read(scene.Topics.Intents, elsewhere.Count);
        Assert.Equal(elsewhere.Order(), asked.Select(record => Encoding.UTF8.GetString(record.Value!)).Order());
        Assert.All(asked, record => Assert.Equal("application/json", Encoding.UTF8.GetString(record.FindHeader(RecordHeaderNames.ContentType)!)));

        static string Json(string agent) =>
            $$$"""{"id":"i-1","tenant":"acme","agent":"{{{agent}}}","tool":"crm","action":"read_account","call_class":"read","parameters":{"account_id": "a-1"}}""";
    }

    [Fact]
    public async Task ADecisionThatAnotherInstanceKeeps_IsNotSaidToBeAbsent()
    {
        await using var scene = await FacadeScene.StartAsync(partitions: 2, instances: 2);
        using var calls = new GrpcCalls(scene.Grpc);
        var codes = new HashSet<StatusCode>();
        foreach (var agent in FacadeScene.Agents)
            codes.Add((await Assert.ThrowsAsync<RpcException>(() => calls.GetAsync("acme", agent, "never"))).StatusCode);
        Assert.Equal([StatusCode.NotFound, StatusCode.Unavailable], codes.Order());
    }
}
