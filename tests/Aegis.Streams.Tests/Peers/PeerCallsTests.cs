using Aegis.Streams.Intents;
using Aegis.Streams.Kafka.Owners;
using Aegis.Streams.Protocol.Internal.V1;
using Aegis.Streams.Server;
using Aegis.Streams.Server.Calls;
using Aegis.Streams.Server.Peers;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Contract = Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Tests.Peers;

/// <summary>Whom a call is brought to, how often, and when the log is asked instead.</summary>
public sealed class PeerCallsTests : IDisposable
{
    private static readonly Intent Intent = new() { Id = "i-1", Tenant = "acme", Agent = "bot", Tool = "crm", Action = "send", Parameters = "{}"u8.ToArray() };

    private readonly FacadeMetrics _metrics = new();

    [Fact]
    public async Task Owner_IsAskedOnceAndItsDecisionIsTheAnswer()
    {
        await using var owner = await ScriptedPeer.StartAsync((request, _) => Task.FromResult(Decided(request)));

        var answer = await AskAsync(owner.Endpoint, [owner.Endpoint]);

        Assert.Equal("d-1", answer!.Value.Decision!.DecisionId);
        Assert.Single(owner.Waits);
    }

    [Fact]
    public async Task NotOwnerWithAHint_IsFollowedOnce()
    {
        await using var owner = await ScriptedPeer.StartAsync((request, _) => Task.FromResult(Decided(request)));
        await using var former = await ScriptedPeer.NotOwnerAsync(() => owner.Endpoint.ToString());

        var answer = await AskAsync(former.Endpoint, [owner.Endpoint, former.Endpoint]);

        Assert.Equal("d-1", answer!.Value.Decision!.DecisionId);
        Assert.Equal((1, 1), (former.Waits.Count, owner.Waits.Count));
    }

    [Fact]
    public async Task TwoWhoSayItIsAnothers_EndWithTheLog()
    {
        ScriptedPeer? one = null, two = null;
        await using var third = await ScriptedPeer.StartAsync((request, _) => Task.FromResult(Decided(request)));
        await using (one = await ScriptedPeer.NotOwnerAsync(() => two!.Endpoint.ToString()))
        await using (two = await ScriptedPeer.NotOwnerAsync(() => third.Endpoint.ToString()))
        {
            Assert.Null(await AskAsync(one.Endpoint, [one.Endpoint, two.Endpoint, third.Endpoint]));
            Assert.Equal((1, 1, 0), (one.Waits.Count, two.Waits.Count, third.Waits.Count));
        }
    }

    [Fact]
    public async Task NotOwnerWhoNamesItself_IsNotAskedAgain()
    {
        ScriptedPeer? owner = null;
        await using (owner = await ScriptedPeer.NotOwnerAsync(() => owner!.Endpoint.ToString()))
        {
            Assert.Null(await AskAsync(owner.Endpoint, [owner.Endpoint]));
            Assert.Single(owner.Waits);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhoeverIsNotOnTheAllowList_IsNeverCalled(bool isHint)
    {
        await using var stranger = await ScriptedPeer.StartAsync((request, _) => Task.FromResult(Decided(request)));
        await using var peer = await ScriptedPeer.NotOwnerAsync(() => stranger.Endpoint.ToString());

        Assert.Null(await AskAsync(isHint ? peer.Endpoint : stranger.Endpoint, [peer.Endpoint]));
        Assert.Empty(stranger.Waits);
    }

    [Fact]
    public async Task NobodyClaims_ByTheLog() => Assert.Null(await AskAsync(null, [PeerAddresses.Free()]));

    [Fact]
    public async Task DeadlineOfTheCaller_TravelsAndLeavesHalfForTheLog()
    {
        await using var owner = await ScriptedPeer.StartAsync(async (request, context) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
            return Decided(request);
        });
        var latest = DateTimeOffset.UtcNow + TimeSpan.FromMilliseconds(1500);

        Assert.Null(await AskAsync(owner.Endpoint, [owner.Endpoint], latest));
        Assert.True(DateTimeOffset.UtcNow < latest, "Nothing was left for the log.");
        Assert.InRange(Assert.Single(owner.Waits), TimeSpan.FromMilliseconds(-100), TimeSpan.FromMilliseconds(750));
    }

    [Fact]
    public async Task SpentDeadline_AsksNobody()
    {
        await using var owner = await ScriptedPeer.StartAsync((request, _) => Task.FromResult(Decided(request)));

        Assert.Null(await AskAsync(owner.Endpoint, [owner.Endpoint], DateTimeOffset.UtcNow));
        Assert.Empty(owner.Waits);
    }

    [Fact]
    public async Task PeerThatCannotBeReached_IsLeftAloneForAWhile()
    {
        var endpoint = PeerAddresses.Free();
        using var channels = Channels(endpoint);
        var calls = new PeerCalls(Options(endpoint), channels, (_, _) => new PartitionOwner("owner", endpoint), _metrics, TimeProvider.System, NullLogger.Instance);
        Assert.True(calls.Knows("acme", "bot"));

        Assert.Null(await calls.DecideAsync(Intent, DateTimeOffset.UtcNow.AddSeconds(20)));

        Assert.False(calls.Knows("acme", "bot"));
    }

    [Fact]
    public async Task RefusalOfTheTask_IsTheAnswer()
    {
        await using var owner = await ScriptedPeer.StartAsync((_, _) => Task.FromResult(new PeerAnswer
        {
            Refusal = new Contract.CallRefusal { Status = (int)StatusCode.ResourceExhausted, Code = "facade.overloaded", Message = "x" },
        }));

        var refusal = (await AskAsync(owner.Endpoint, [owner.Endpoint]))!.Value.Refusal!;

        Assert.Equal((RefusalKind.Overloaded, "facade.overloaded", TimeSpan.FromMilliseconds(100)), (refusal.Fault, refusal.Code, refusal.RetryAfter));
    }

    [Fact]
    public async Task DecisionOfAnotherCall_IsNoAnswer()
    {
        await using var owner = await ScriptedPeer.StartAsync((request, _) =>
        {
            request.Intent.Action = "delete";
            return Task.FromResult(Decided(request));
        });

        Assert.Equal("facade.in_doubt", (await AskAsync(owner.Endpoint, [owner.Endpoint]))!.Value.Refusal!.Code);
    }

    [Fact]
    public async Task EmptyAnswer_IsNone()
    {
        await using var owner = await ScriptedPeer.StartAsync((_, _) => Task.FromResult(new PeerAnswer()));

        Assert.Null(await AskAsync(owner.Endpoint, [owner.Endpoint]));
    }

    [Fact]
    public void PlainTextBeyondLoopback_IsRefusedByName()
    {
        var options = new PeerOptions { Allowed = new HashSet<OwnerEndpoint> { PeerAddresses.Of("aegis-2.example:9443") }, Listen = new(System.Net.IPAddress.Any, 9443) };

        Assert.Equal(
            ["peers listen in plain text on 0.0.0.0:9443, which is not loopback", "the peer aegis-2.example:9443 would be called in plain text, and is not a loopback address"], options.Validate());
    }

    [Fact]
    public void CertificatesWithoutANameThatIsExpected_AreRefused()
    {
        using var authority = new TestAuthority();
        using var tls = authority.Of("spiffe://mesh.example/aegis");
        Assert.Equal(["no name is expected of peers, so that every certificate of the authority would do"], new PeerOptions { Tls = tls }.Validate());
        Assert.Empty(new PeerOptions { Tls = tls, Names = new HashSet<string> { "spiffe://mesh.example/aegis" } }.Validate());
    }

    public void Dispose() => _metrics.Dispose();

    private static PeerAnswer Decided(DecideRequest request) => new()
    {
        Decision = new Contract.Decision
        {
            DecisionId = "d-1",
            IntentId = request.Intent.Id,
            Tenant = request.Intent.Tenant,
            Agent = request.Intent.Agent,
            Tool = request.Intent.Tool,
            Action = request.Intent.Action,
            Outcome = Contract.Outcome.Allow,
            PolicyRevision = "r",
            DecidedAt = new() { Seconds = 1 },
            Timings = new Contract.Timings { ReceivedAt = new() { Seconds = 1 } },
            Source = new Contract.SourcePosition { Topic = "aegis.intents", Offset = -1 },
        },
    };

    private static PeerOptions Options(params OwnerEndpoint[] allowed) => new() { Allowed = allowed.ToHashSet() };

    private static PeerChannels Channels(params OwnerEndpoint[] allowed) => new(Options(allowed));

    private async Task<CallAnswer?> AskAsync(OwnerEndpoint? owner, OwnerEndpoint[] allowed, DateTimeOffset? latest = null)
    {
        using var channels = Channels(allowed);
        var calls = new PeerCalls(Options(allowed), channels, (_, _) => owner is null ? null : new PartitionOwner("owner", owner), _metrics, TimeProvider.System, NullLogger.Instance);
        return await calls.DecideAsync(Intent, latest ?? DateTimeOffset.UtcNow.AddSeconds(30));
    }
}
