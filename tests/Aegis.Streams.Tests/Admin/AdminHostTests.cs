using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Aegis.Streams.Tests.Facade;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Tests.Admin;

/// <summary>The admin port from outside: who gets in, what it tells, what it does.</summary>
public sealed class AdminHostTests : IAsyncLifetime
{
    private const string Write = """{"id":"i-1","tenant":"acme","agent":"sales-composer","tool":"crm","action":"read_account","parameters":{"account":"a-1"}}""";

    private AdminScene _scene = null!;

    public async ValueTask InitializeAsync() => _scene = await AdminScene.StartAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("guess")]
    [InlineData(FacadeScene.Token)]
    [InlineData(AdminScene.Token + "x")]
    public async Task WithoutTheToken_NothingIsToldOrDone(string? token)
    {
        foreach (var (method, path) in new[] { (HttpMethod.Get, "/admin/state"), (HttpMethod.Get, "/admin/config"), (HttpMethod.Get, "/metrics"), (HttpMethod.Post, "/admin/drain"), (HttpMethod.Get, "/nowhere") })
        {
            var (status, json) = await _scene.SendAsync(method, path, token: token);
            Assert.Equal((HttpStatusCode.Unauthorized, "admin.unauthenticated"), (status, Code(json)));
        }

        Assert.False(_scene.Facade.Facade.Decider.IsDraining);
        Assert.Equal([1560, 1563, 1563, 1563, 1563, 1563], _scene.Events);
    }

    [Theory]
    [InlineData("evil.example", 421)]
    [InlineData("127.0.0.1.evil.example", 421)]
    [InlineData("localhost.evil.example:80", 421)]
    [InlineData("localhost", 200)]
    [InlineData("127.0.0.1:9490", 200)]
    [InlineData("[::1]:9490", 200)]
    public async Task Names_AreNotAnsweredFor(string host, int status) =>
        Assert.Equal(status, (int)(await _scene.SendAsync(HttpMethod.Get, "/admin/state", change: request => request.Headers.Host = host)).Status);

    [Fact]
    public async Task PagesInABrowser_AreRefused()
    {
        var (status, json) = await _scene.SendAsync(HttpMethod.Post, "/admin/drain", change: request => request.Headers.Add("Origin", "http://127.0.0.1"));

        Assert.Equal((HttpStatusCode.Forbidden, "admin.origin_refused"), (status, Code(json)));
        Assert.False(_scene.Facade.Facade.Decider.IsDraining);
    }

    [Fact]
    public async Task State_TellsWhetherTheInstanceIsReady()
    {
        var state = await _scene.GetAsync("/admin/state");

        Assert.Equal(("0.1.0", "aegis", "i-0", "running"), (Text(state, "version"), Text(state, "application_id"), Text(state, "instance_id"), Text(state, "state")));
        Assert.Equal(("""["streams","facade"]""", "[]", "[0]"), (Raw(state, "roles"), Raw(state, "missing"), Raw(state, "running_tasks")));
        Assert.Equal((true, false, 0, 0, 100), (Flag(state, "ready"), Flag(state, "draining"), Number(state, "calls_under_way"), Number(state, "pending_bytes"), Number(state, "restored_percent")));
        var thread = Assert.Single(state.GetProperty("threads").EnumerateArray().ToList());
        Assert.Equal(("i-0-0", true, true), (Text(thread, "name"), Flag(thread, "ready"), Flag(thread, "producer")));
        Assert.Equal([1560, 1561], _scene.Events);
    }

    [Fact]
    public async Task Partitions_TellHowFarTheirTasksAre()
    {
        JsonElement partition = default;
        await Until(async () => (await _scene.GetAsync("/admin/partitions")).GetProperty("partitions").EnumerateArray().Any(item => (partition = item).GetProperty("state").GetString() == "running"));

        Assert.Equal((0, "i-0-0"), (Number(partition, "partition"), Text(partition, "thread")));
        var input = Assert.Single(partition.GetProperty("inputs").EnumerateArray().ToList());
        Assert.Equal(("aegis.intents", 0), (Text(input, "topic"), Number(input, "committed_offset")));
    }

    [Fact]
    public async Task Tables_TellWhatWasReadOfThem()
    {
        var tables = await _scene.GetAsync("/admin/tables");

        Assert.True(Flag(tables, "complete"));
        var agents = tables.GetProperty("tables").EnumerateArray().Single(table => Text(table, "topic") == "aegis.agents");
        var rows = _scene.Facade.Applications[0].Agents.Count;
        Assert.NotEqual(0, rows);
        Assert.Equal((true, rows), (Flag(agents, "complete"), Number(agents, "rows")));
        var partition = Assert.Single(agents.GetProperty("partitions").EnumerateArray().ToList());
        Assert.Equal((0, Number(partition, "end_offset")), (Number(partition, "partition"), Number(partition, "next_offset")));
    }

    [Fact]
    public async Task Policy_TellsTheRevision()
    {
        var policy = await _scene.GetAsync("/admin/policy");

        Assert.Equal(_scene.Facade.Applications[0].Policy!.Revision, Text(policy, "revision"));
        Assert.Equal(("null", "null", false), (Raw(policy, "publication"), Raw(policy, "last_refusal"), Flag(policy, "stale")));
    }

    [Fact]
    public async Task Config_HidesWhatIsNotToBeShown() =>
        Assert.Equal("""[{"name":"--threads","given":true,"value":"1"},{"name":"--property","given":true,"hidden":true}]""", Raw(await _scene.GetAsync("/admin/config"), "settings"));

    [Fact]
    public async Task LogLevel_IsChangedUntilTheProcessEnds()
    {
        Assert.Equal("information", Text(await _scene.GetAsync("/admin/log-level"), "level"));

        var (status, json) = await _scene.SendAsync(HttpMethod.Put, "/admin/log-level", """{"level":"debug"}""");

        Assert.Equal((HttpStatusCode.OK, "debug", LogLevel.Debug), (status, Text(json, "level"), _scene.LogLevel));
        Assert.Equal([1560, 1561, 1565, 1562], _scene.Events);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"level":"none"}""")]
    [InlineData("""{"level":1}""")]
    [InlineData("""{"level":"debug","level":"warning"}""")]
    [InlineData("""{"level":"debug","more":1}""")]
    public async Task ALevelThatIsNone_ChangesNothing(string body)
    {
        var (status, json) = await _scene.SendAsync(HttpMethod.Put, "/admin/log-level", body);

        Assert.Equal((HttpStatusCode.BadRequest, "admin.invalid_request", LogLevel.Information), (status, Code(json), _scene.LogLevel));
    }

    [Fact]
    public async Task Drain_IsAnsweredWhenAllIsDone_AndAgain()
    {
        foreach (var _ in new[] { 1, 2 })
        {
            var (status, json) = await _scene.SendAsync(HttpMethod.Post, "/admin/drain");
            Assert.Equal((HttpStatusCode.OK, """{"drained":true,"calls_under_way":0,"pending_bytes":0}"""), (status, json.GetRawText()));
        }

        var state = await _scene.GetAsync("/admin/state");
        Assert.Equal((true, false, """["draining"]"""), (Flag(state, "draining"), Flag(state, "ready"), Raw(state, "missing")));
        Assert.Equal([1560, 1564, 1562, 1562, 1561], _scene.Events);
    }

    [Fact]
    public async Task DrainWithACallUnderWay_SaysHowMany()
    {
        // The audit entry of an allowed call is awaited, and nobody is there to take it.
        _scene.Facade.StopBroker();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", FacadeScene.Token);
        using var content = new StringContent(Write, Encoding.UTF8, "application/json");
        var call = http.PostAsync(new Uri(_scene.Facade.Http, "/v1/decide"), content);
        await _scene.Facade.UntilAsync(() => _scene.Facade.Facade.Decider.UnderWay == 1);

        var (status, json) = await _scene.SendAsync(HttpMethod.Post, "/admin/drain?wait=0");

        Assert.Equal((HttpStatusCode.Accepted, false, 1), (status, Flag(json, "drained"), Number(json, "calls_under_way")));
        (await call).Dispose();
    }

    [Theory]
    [InlineData("61")]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("")]
    public async Task AWaitThatIsNone_DrainsNothing(string wait)
    {
        var (status, json) = await _scene.SendAsync(HttpMethod.Post, $"/admin/drain?wait={wait}");

        Assert.Equal((HttpStatusCode.BadRequest, "admin.invalid_request", false), (status, Code(json), _scene.Facade.Facade.Decider.IsDraining));
    }

    [Fact]
    public async Task WhatIsNotThere_IsNotFound()
    {
        Assert.Equal((HttpStatusCode.NotFound, "admin.not_found"), await CodeAsync(HttpMethod.Get, "/admin"));
        Assert.Equal((HttpStatusCode.NotFound, "admin.not_found"), await CodeAsync(HttpMethod.Get, "/v1/decide"));
        Assert.Equal((HttpStatusCode.NotFound, "admin.not_found"), await CodeAsync(HttpMethod.Get, "/admin/drain"));
        Assert.Equal((HttpStatusCode.NotFound, "admin.not_found"), await CodeAsync(HttpMethod.Delete, "/admin/x.y"));

        async Task<(HttpStatusCode, string?)> CodeAsync(HttpMethod method, string path) => await _scene.SendAsync(method, path) is var (status, json) ? (status, Code(json)) : default;
    }

    private static async Task Until(Func<Task<bool>> isReached)
    {
        for (var deadline = DateTime.UtcNow + TimeSpan.FromSeconds(60); !await isReached(); await Task.Delay(20)) Assert.True(DateTime.UtcNow < deadline, "The state was not reached.");
    }

    private static string? Code(JsonElement problem) => Text(problem, "code");

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static bool Flag(JsonElement json, string name) => json.GetProperty(name).GetBoolean();

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();

    private static string Raw(JsonElement json, string name) => json.GetProperty(name).GetRawText();
}
