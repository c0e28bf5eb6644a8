using Aegis.Streams.Kafka.Owners;
using Aegis.Streams.Protocol.Internal.V1;
using Aegis.Streams.Server.Peers;
using Aegis.Streams.Tests.Facade;
using Grpc.Core;
using Grpc.Net.Client;

namespace Aegis.Streams.Tests.Peers;

/// <summary>Two instances on the embedded broker, each with a facade, that bring calls to each other.</summary>
public sealed class PeerFacadeTests
{
    private const string Name = "spiffe://aegis/instance";

    // How a client of gRPC says that a handshake failed.
    private static readonly StatusCode[] NoConnection = [StatusCode.Unavailable, StatusCode.Internal];

    [Fact]
    public async Task CallsOfTheOthersAgents_AreDecidedByTheirOwner_AndNotByTheLog()
    {
        await using var scene = await StartAsync();
        using var one = new GrpcCalls(Grpc(scene, 0));
        using var two = new GrpcCalls(Grpc(scene, 1));
        var partitions = new HashSet<int>();
        foreach (var agent in FacadeScene.Agents)
        {
            var request = Ask(agent);
            var first = (await one.DecideAsync(request)).Decision;
            var again = (await two.DecideAsync(request)).Decision;
            var found = (await one.GetAsync("acme", agent, "one")).Decision;
            Assert.Equal((first.DecisionId, first.DecisionId, false, true), (again.DecisionId, found.DecisionId, first.Replayed, again.Replayed));
            Assert.Equal(-1, first.Source.Offset);
            partitions.Add(first.Source.Partition);
        }

        Assert.Equal([0, 1], partitions.Order());
        Assert.Empty(scene.Read(scene.Topics.Intents, 0));
        Assert.Equal(5, scene.Read(scene.Topics.Audit, 5).Count);
    }

    [Fact]
    public async Task DecisionThatNobodyMade_IsNotFoundWhoeverIsAsked()
    {
        await using var scene = await StartAsync();
        using var calls = new GrpcCalls(Grpc(scene, 0));
        foreach (var agent in FacadeScene.Agents)
            Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => calls.GetAsync("acme", agent, "never"))).StatusCode);
    }

    [Fact]
    public async Task OwnerThatIsNotOnTheAllowList_IsAskedByTheLog_AndItsDecisionsAreNotSeen()
    {
        await using var scene = await StartAsync((options, _, _) => options with { Allowed = new HashSet<OwnerEndpoint>() });
        using var calls = new GrpcCalls(Grpc(scene, 0));
        var agent = ElsewhereOf(scene);

        var decision = (await calls.DecideAsync(Ask(agent))).Decision;

        Assert.Equal(0, decision.Source.Offset);
        Assert.Single(scene.Read(scene.Topics.Intents, 1));
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => calls.GetAsync("acme", agent, "one"))).StatusCode);
    }

    [Fact]
    public async Task ConnectionBreaksAfterTheOwnerDecided_TheLogGivesTheSameDecision_AndThereIsOne()
    {
        var (relayed, direct) = (PeerAddresses.Free(), PeerAddresses.Free());
        using var relay = new CuttingRelay(relayed, direct);
        var zero = PeerAddresses.Free();
        await using var scene = await FacadeScene.StartPeersAsync(
            [zero, relayed], [new PeerOptions { Listen = zero.ToAddress(), Allowed = new HashSet<OwnerEndpoint> { relayed } }, new PeerOptions { Listen = direct.ToAddress() }]);
        using var calls = new GrpcCalls(Grpc(scene, 0));
        using var owner = new GrpcCalls(Grpc(scene, 1));
        var agent = ElsewhereOf(scene);

        var decision = (await calls.DecideAsync(Ask(agent))).Decision;
        var kept = (await owner.GetAsync("acme", agent, "one")).Decision;

        // The peer had decided, as a call; the answer that came by the log is that decision again.
        Assert.Equal(1, relay.Cuts);
        Assert.Equal((true, -1, kept.DecisionId), (decision.Replayed, decision.Source.Offset, decision.DecisionId));
        Assert.Single(scene.Read(scene.Topics.Intents, 1));
        Assert.Single(scene.Read(scene.Topics.Audit, 1));
    }

    [Fact]
    public async Task OwnerThatDoesNotListen_IsAskedByTheLog()
    {
        await using var scene = await StartAsync((options, i, _) => i == 1 ? options with { Listen = null } : options);
        using var calls = new GrpcCalls(Grpc(scene, 0));

        Assert.Equal(0, (await calls.DecideAsync(Ask(ElsewhereOf(scene)))).Decision.Source.Offset);
    }

    [Fact]
    public async Task InstanceThatIsBroughtAnothersAgent_SaysSoWithAHint_AndPassesNothingOn()
    {
        await using var scene = await StartAsync();
        using var channel = GrpcChannel.ForAddress(scene.Facade.PeerAddresses.Single());
        var client = new PeerService.PeerServiceClient(channel);
        var agent = ElsewhereOf(scene);

        var decided = (await client.DecideAsync(new DecideRequest { Intent = Ask(agent).Intent })).Answer;
        var found = (await client.GetDecisionAsync(new GetDecisionRequest { Tenant = "acme", Agent = agent, IntentId = "one" })).Answer;

        var other = new Uri(scene.Facades[1].PeerAddresses.Single()).Authority;
        Assert.Equal((other, other), (decided.NotOwner?.Endpoint, found.NotOwner?.Endpoint));
        Assert.Empty(scene.Read(scene.Topics.Audit, 0));
    }

    [Fact]
    public async Task IntentThatCannotBeRead_IsRefusedToo()
    {
        await using var scene = await StartAsync();
        using var channel = GrpcChannel.ForAddress(scene.Facade.PeerAddresses.Single());
        var client = new PeerService.PeerServiceClient(channel);

        Assert.Equal("intents.missing_field", (await client.DecideAsync(new DecideRequest())).Answer.Refusal.Code);
        Assert.Equal("facade.not_found", (await client.GetDecisionAsync(new GetDecisionRequest { Tenant = "no name!" })).Answer.Refusal.Code);
    }

    [Fact]
    public async Task DoorOfPeers_HasNothingForCallers_AndTheDoorsOfCallersNothingForPeers()
    {
        await using var scene = await StartAsync();
        using var peers = new GrpcCalls(new Uri(scene.Facade.PeerAddresses.Single()));
        using var channel = GrpcChannel.ForAddress(Grpc(scene, 0));
        var headers = new Metadata { { "authorization", $"Bearer {FacadeScene.Token}" } };

        Assert.Equal(StatusCode.Unimplemented, (await Assert.ThrowsAsync<RpcException>(() => peers.DecideAsync(Ask("sales-composer")))).StatusCode);
        Assert.Equal(
            StatusCode.Unimplemented,
            (await Assert.ThrowsAsync<RpcException>(() => new PeerService.PeerServiceClient(channel).DecideAsync(new DecideRequest(), headers).ResponseAsync)).StatusCode);
    }

    [Fact]
    public async Task MutualTls_PeersOfTheExpectedNameBringCallsToEachOther()
    {
        using var authority = new TestAuthority();
        await using var scene = await StartAsync((options, _, _) => options with { Tls = authority.Of(Name), Names = new HashSet<string> { Name } });
        using var calls = new GrpcCalls(Grpc(scene, 0));

        Assert.Equal(-1, (await calls.DecideAsync(Ask(ElsewhereOf(scene)))).Decision.Source.Offset);
    }

    [Fact]
    public async Task MutualTls_PeerOfAnotherNameIsToldNothing()
    {
        using var authority = new TestAuthority();
        await using var scene = await StartAsync((options, i, _) => options with { Tls = authority.Of(i == 1 ? "spiffe://aegis/other" : Name), Names = new HashSet<string> { Name } });
        using var calls = new GrpcCalls(Grpc(scene, 0));

        Assert.Equal(0, (await calls.DecideAsync(Ask(ElsewhereOf(scene)))).Decision.Source.Offset);
    }

    [Fact]
    public async Task MutualTls_CallerOfAnotherNameDoesNotGetIn()
    {
        using var authority = new TestAuthority();
        await using var scene = await StartAsync((options, i, _) => options with
        {
            Tls = authority.Of(i == 0 ? "spiffe://aegis/other" : Name),
            Names = new HashSet<string> { Name },
        });
        using var channels = new PeerChannels(new PeerOptions
        {
            Allowed = new HashSet<OwnerEndpoint> { PeerAddresses.Of(new Uri(scene.Facades[1].PeerAddresses.Single()).Port) },
            Tls = authority.Of("spiffe://aegis/quote-service"),
            Names = new HashSet<string> { Name },
        });
        var stranger = channels.Find(PeerAddresses.Of(new Uri(scene.Facades[1].PeerAddresses.Single()).Port))!;
        using var calls = new GrpcCalls(Grpc(scene, 0));

        Assert.Contains((await Assert.ThrowsAsync<RpcException>(() => stranger.DecideAsync(new DecideRequest()).ResponseAsync)).StatusCode, NoConnection);
        Assert.Equal(0, (await calls.DecideAsync(Ask(ElsewhereOf(scene)))).Decision.Source.Offset);
    }

    [Fact]
    public async Task MutualTls_NeitherStrangersAuthorityNorNoCertificateGetsIn()
    {
        using var authority = new TestAuthority();
        using var strangers = new TestAuthority();
        await using var scene = await StartAsync((options, _, _) => options with { Tls = authority.Of(Name), Names = new HashSet<string> { Name } });
        var endpoint = PeerAddresses.Of(new Uri(scene.Facades[1].PeerAddresses.Single()).Port);
        using var channels = new PeerChannels(new PeerOptions
        {
            Allowed = new HashSet<OwnerEndpoint> { endpoint },
            Tls = strangers.Of(Name, authority),
            Names = new HashSet<string> { Name },
        });
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject.StartsWith("CN=", StringComparison.Ordinal) == true;
        using var channel = GrpcChannel.ForAddress($"https://{endpoint}", new GrpcChannelOptions { HttpHandler = handler });

        Assert.Contains((await Assert.ThrowsAsync<RpcException>(() => channels.Find(endpoint)!.DecideAsync(new DecideRequest()).ResponseAsync)).StatusCode, NoConnection);
        Assert.Contains((await Assert.ThrowsAsync<RpcException>(() => new PeerService.PeerServiceClient(channel).DecideAsync(new DecideRequest()).ResponseAsync)).StatusCode, NoConnection);
    }

    private static Task<FacadeScene> StartAsync(Func<PeerOptions, int, OwnerEndpoint[], PeerOptions>? change = null)
    {
        OwnerEndpoint[] endpoints = [PeerAddresses.Free(), PeerAddresses.Free()];
        PeerOptions Of(int i)
        {
            var options = new PeerOptions { Listen = endpoints[i].ToAddress(), Allowed = new HashSet<OwnerEndpoint> { endpoints[1 - i] } };
            return change is null ? options : change(options, i, endpoints);
        }

        return FacadeScene.StartPeersAsync(endpoints, [Of(0), Of(1)]);
    }

    private static Protocol.V1.DecideRequest Ask(string agent)
    {
        var request = GrpcDoorTests.Ask("one", isIdempotent: true);
        request.Intent.Agent = agent;
        return request;
    }

    private static Uri Grpc(FacadeScene scene, int instance) => new(scene.Facades[instance].Addresses.First());

    /// <summary>Finds an agent of the second instance.</summary>
    private static string ElsewhereOf(FacadeScene scene) => FacadeScene.Agents.First(agent => scene.Applications[0].Calls.IsElsewhere("acme", agent));
}
