using System.Net;
using Aegis.Streams.IntegrationTests.Faults;
using Aegis.Streams.IntegrationTests.Peers;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Publishing;
using Aegis.Streams.Server.Envoy.Mapping;
using Aegis.Streams.Server.Hosting;
using Aegis.Streams.Tests;
using Aegis.Streams.Tests.Facade;

namespace Aegis.Streams.IntegrationTests.Envoy;

/// <summary>One instance takes the place of another behind a real Envoy while writes go on.</summary>
[Collection(FaultTests.Name)]
public sealed class HotRestartTests
{
    private const string Policies = """
        apiVersion: aegis/v1
        kind: Policy
        name: gateway
        tools:
          - {name: pricing-api, actions: [generate_quote], class: write, parameters: {sku: {type: string}}}
        rules:
          - {id: use, effect: permit, who: {agents: [sales-composer]}, what: {tools: [pricing-api]}}
          - {id: secret, effect: forbid, what: {tools: [pricing-api]}, when: [{parameter: sku, in: [SECRET]}]}
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task AnInstanceThatReplacesAnotherUnderLoad_GivesNoWrongAnswer()
    {
        EnvoyBinary.Require();
        var policy = PolicyLoader.Load([new PolicySource("gateway.yaml", Policies)]).Snapshot!;
        await using var scene = await FacadeScene.StartAsync(partitions: 2, host: HostAt(0), policy: policy);
        await using var tool = await ToolServer.StartAsync();
        var ports = LoopbackPorts.Take(3);
        var (gateway, second) = (ports[0], ports[1]);
        using var envoy = EnvoyProcess.Start(Configuration(gateway, scene.Grpc.Port, second, tool.Port), ports[2]);
        await using var load = new GatewayLoad(gateway);
        await load.GoOnAsync(300);
        await scene.AddAsync(HostAt(second));
        await load.GoOnAsync(300);
        Assert.True(await scene.Facade.StopAsync(Patience));
        Assert.True(scene.Applications[0].Stop(Patience));
        await load.GoOnAsync(300);
        await load.StopAsync();

        // The successor has everything now, and answers as if nothing had been.
        await scene.UntilAsync(() => scene.Applications[1].RunningTasks.Count() == 2);
        for (var i = 0; i < 20; i++) Assert.Equal((200, 403), (await load.AskAsync("A1", $"last-{i}", Patience), await load.AskAsync("SECRET", null, Patience)));

        AssertRight(load.Answers, 20, tool, scene.ReadAll(scene.Topics.Audit));
    }

    [Fact]
    [Trait("Category", "Kafka")]
    public async Task ProcessesThatReplaceEachOtherOnARealBroker_GiveNoWrongAnswer()
    {
        EnvoyBinary.Require();
        using var fleet = new InstanceFleet(FaultBroker.StartCluster(), Policies, ["sales-composer"], FacadeScene.Token);
        var (first, second) = (Add("one"), Add("two"));
        await using var tool = await ToolServer.StartAsync();
        var ports = LoopbackPorts.Take(2);
        var gateway = ports[0];
        using var envoy = EnvoyProcess.Start(Configuration(gateway, first.Grpc.Port, second.Grpc.Port, tool.Port), ports[1]);
        first.EnsureRunning();
        await using var load = new GatewayLoad(gateway);
        await load.GoOnAsync(300);
        foreach (var (coming, going) in new[] { (second, first), (first, second) })
        {
            coming.EnsureRunning();
            await load.GoOnAsync(300);
            going.Terminate();
            await load.GoOnAsync(300);
        }

        await load.StopAsync();
        Assert.Equal(200, await load.AskAsync("A1", null, Patience));
        first.Terminate();
        AssertRight(load.Answers, 1, tool, TopicReading.ReadAll(fleet.Clients, new TopicNames().Audit));

        PeerInstance Add(string name) => fleet.Add(name, fleet.Cluster.Connection.BootstrapServers, "http", "--envoy-mapping", RepositoryFiles.PathOf("topology", "envoy", "mapping.yaml"));
    }

    /// <summary>Every answer is right or none, one key has one decision, and what reached the tool is on record.</summary>
    private static void AssertRight(IReadOnlyCollection<QuoteAnswer> answers, int more, ToolServer tool, IEnumerable<SourceRecord> audit)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", answers.GroupBy(answer => answer.Status).OrderBy(group => group.Key).Select(group => $"{group.Count()} x {group.Key}")));
        Assert.DoesNotContain(answers, answer => answer.Status is not (503 or 504) && answer.Status != (answer.Sku == "SECRET" ? 403 : 200));
        Assert.Equal(answers.Count(answer => answer.Status == 200) + more, tool.Requests);
        Assert.All(answers.Where(answer => answer is { Key: not null, DecisionId: not null }).GroupBy(answer => answer.Key), same => Assert.Single(same.Select(answer => answer.DecisionId).Distinct()));
        // Those come at once, without a wait for anybody: their share says little.
        Assert.InRange(answers.Count(answer => answer.Status is 503 or 504), 0, answers.Count / 2);
        var audited = audit.Select(record => AuditEntry.Parser.ParseFrom(record.Value).EntryId).ToHashSet();
        Assert.All(answers.Where(answer => answer.Status == 200), answer => Assert.Contains(answer.DecisionId!, audited));
    }

    private static FacadeHostOptions HostAt(int port) => new()
    {
        Grpc = new FacadeEndpoint(new IPEndPoint(IPAddress.Loopback, port), null),
        Envoy = EnvoyMappingLoader.Load(RepositoryFiles.PathOf("topology", "envoy", "mapping.yaml")).Mapping,
    };

    /// <summary>The sample with two instances, whose health Envoy watches.</summary>
    private static string Configuration(int gateway, int first, int second, int tool)
    {
        const string one = "{ endpoint: { address: { socket_address: { address: 127.0.0.1, port_value: 9400 } } } }";
        var text = File.ReadAllText(RepositoryFiles.PathOf("topology", "envoy", "envoy.yaml"));
        Assert.Contains(one, text, StringComparison.Ordinal);
        return text.Replace("Bearer CHANGE-ME", $"Bearer {FacadeScene.Token}", StringComparison.Ordinal)
            .Replace("port_value: 8081", $"port_value: {tool}", StringComparison.Ordinal)
            .Replace("port_value: 10000", $"port_value: {gateway}", StringComparison.Ordinal)
            .Replace(one, $"{one.Replace("9400", $"{first}", StringComparison.Ordinal)}, {one.Replace("9400", $"{second}", StringComparison.Ordinal)}", StringComparison.Ordinal)
            .Replace(
                "connect_timeout: 0.25s",
                "connect_timeout: 0.25s\n      health_checks: [{ timeout: 2s, interval: 0.2s, no_traffic_interval: 0.2s, unhealthy_threshold: 1, healthy_threshold: 1, grpc_health_check: {} }]",
                StringComparison.Ordinal);
    }
}
