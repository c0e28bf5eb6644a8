using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Server;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Answer = Aegis.Streams.Protocol.V1.Outcome;
using Status = Grpc.Core.StatusCode;

namespace Aegis.Streams.Tests.Facade;

/// <summary>The door of gRPC from outside.</summary>
public sealed class GrpcDoorTests : IAsyncLifetime
{
    private FacadeScene _scene = null!;
    private GrpcCalls _calls = null!;

    public async ValueTask InitializeAsync()
    {
        _scene = await FacadeScene.StartAsync();
        _calls = new GrpcCalls(_scene.Grpc);
    }

    public async ValueTask DisposeAsync()
    {
        _calls.Dispose();
        await _scene.DisposeAsync();
    }

    [Fact]
    public async Task AReadIsAllowed_EachAnswerWithItsOwnIdAndAuditEntry()
    {
        var one = (await _calls.DecideAsync(Ask("same"))).Decision;
        var other = (await _calls.DecideAsync(Ask("same"))).Decision;
        Assert.Equal((Answer.Allow, Answer.Allow), (one.Outcome, other.Outcome));
        Assert.NotEqual(one.DecisionId, other.DecisionId);
        Assert.Equal(-1, one.Source.Offset);
        var audited = _scene.Read(_scene.Topics.Audit, 2).Select(record => AuditEntry.Parser.ParseFrom(record.Value).EntryId);
        Assert.Equal(new[] { one.DecisionId, other.DecisionId }.Order(StringComparer.Ordinal), audited.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AnIdempotentRequest_GetsOneDecision_WhichIsFoundAgain()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _calls.DecideAsync(Ask("once", isIdempotent: true))));
        var id = Assert.Single(answers.Select(answer => answer.Decision.DecisionId).Distinct());
        Assert.Single(answers, answer => !answer.Decision.Replayed);
        Assert.Equal(id, (await _calls.GetAsync("acme", "sales-composer", "once")).Decision.DecisionId);
        Assert.Single(_scene.Read(_scene.Topics.Audit, 1));
        var reused = Ask("once", isIdempotent: true);
        reused.Intent.Parameters = ByteString.CopyFromUtf8("""{"account":"other"}""");
        var refused = (await _calls.DecideAsync(reused)).Decision;
        Assert.Equal((Answer.Deny, "intents.id_reused"), (refused.Outcome, Assert.Single(refused.Reasons).Code));
    }

    [Fact]
    public async Task TwoDecisionsOfOneMillisecondAndOneId_HaveIdsOfTheirOwn()
    {
        var late = Ask("twice", isIdempotent: true);
        late.Intent.Deadline = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch);
        var results = (await _calls.DecideBatchAsync(new DecideBatchRequest { Requests = { late, Ask("twice", isIdempotent: true) } })).Results;
        Assert.Equal([Answer.Deny, Answer.Allow], results.Select(result => result.Decision.Outcome));
        Assert.NotEqual(results[0].Decision.DecisionId, results[1].Decision.DecisionId);
        var audited = _scene.Read(_scene.Topics.Audit, 2).Select(record => AuditEntry.Parser.ParseFrom(record.Value).EntryId);
        Assert.Equal(results.Select(result => result.Decision.DecisionId).Order(StringComparer.Ordinal), audited.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task WhatIsNotTheCallersAndWhatIsNotThere_LookAlike()
    {
        await _calls.DecideAsync(Ask("mine", isIdempotent: true));
        using var acme = new GrpcCalls(_scene.Grpc, FacadeScene.AcmeToken);
        Assert.Equal("mine", (await acme.GetAsync("acme", "sales-composer", "mine")).Decision.IntentId);
        var absent = await Assert.ThrowsAsync<RpcException>(() => acme.GetAsync("acme", "sales-composer", "never"));
        var foreign = await Assert.ThrowsAsync<RpcException>(() => acme.GetAsync("globex", "sales-composer", "mine"));
        Assert.Equal(Status.NotFound, absent.StatusCode);
        Assert.Equal((absent.StatusCode, absent.Status.Detail), (foreign.StatusCode, foreign.Status.Detail));
    }

    [Fact]
    public async Task CallersAreHeldToTheirTenantsAndAgents()
    {
        using var acme = new GrpcCalls(_scene.Grpc, FacadeScene.AcmeToken);
        Assert.Equal(Answer.Allow, (await acme.DecideAsync(Ask("i"))).Decision.Outcome);
        var request = Ask("i");
        request.Intent.Agent = "finance-agent";
        await Refused(acme.DecideAsync(request), Status.PermissionDenied, "facade.not_permitted");
        using var nobody = new GrpcCalls(_scene.Grpc, token: null);
        Assert.Equal(Status.Unauthenticated, (await Assert.ThrowsAsync<RpcException>(() => nobody.DecideAsync(Ask("i")))).StatusCode);
        using var stranger = new GrpcCalls(_scene.Grpc, "guess");
        await Refused(stranger.DecideAsync(Ask("i")), Status.Unauthenticated, "facade.unauthenticated");
    }

    [Fact]
    public async Task AFieldAtFault_IsNamedInTheDetails()
    {
        var request = Ask("i");
        request.Intent.Tenant = "ACME";
        var info = await Refused(_calls.DecideAsync(request), Status.InvalidArgument, "intents.invalid_field");
        Assert.Equal("tenant", info.Metadata["path"]);
        await Refused(_calls.DecideAsync(new DecideRequest()), Status.InvalidArgument, "intents.missing_field");
        await Refused(_calls.DecideBatchAsync(new DecideBatchRequest()), Status.InvalidArgument, "facade.invalid_request");
    }

    [Fact]
    public async Task ABatch_IsAnsweredInOrder_EachByItself()
    {
        var bad = Ask("");
        var response = await _calls.DecideBatchAsync(new DecideBatchRequest { Requests = { Ask("a"), bad, Ask("c", isIdempotent: true) } });
        Assert.Equal(["a", "", "c"], response.Results.Select(result => result.Decision?.IntentId ?? ""));
        Assert.Equal((3, "intents.missing_field", "id"), (response.Results[1].Refusal.Status, response.Results[1].Refusal.Code, response.Results[1].Refusal.Path));
    }

    [Fact]
    public async Task Health_NeedsNoCredential_AndFollowsTheEnd()
    {
        using var channel = GrpcChannel.ForAddress(_scene.Grpc);
        var health = new Health.HealthClient(channel);
        using var watch = health.Watch(new HealthCheckRequest { Service = "aegis.v1.DecisionService" }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(await watch.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, watch.ResponseStream.Current.Status);
        _scene.Facade.Decider.Drain();
        Assert.True(await watch.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, watch.ResponseStream.Current.Status);
        await Refused(_calls.DecideAsync(Ask("late")), Status.Unavailable, "facade.not_ready");
        var unknown = await Assert.ThrowsAsync<RpcException>(async () => await health.CheckAsync(new HealthCheckRequest { Service = "other" }));
        Assert.Equal(Status.NotFound, unknown.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WithoutBroker_NoAllowLeavesButWhatPolicyDeclaresARead(bool areReadsDurable)
    {
        await using var scene = await FacadeScene.StartAsync(options: new FacadeOptions { AreReadsDurable = areReadsDurable });
        using var calls = new GrpcCalls(scene.Grpc);
        await calls.DecideAsync(Ask("warm"));
        scene.StopBroker();
        var read = Ask("read");
        if (areReadsDurable) await TooLate(read);
        else Assert.Equal(Answer.Allow, (await calls.DecideAsync(read)).Decision.Outcome);

        // Its agent says that it reads, and policy does not.
        var quote = Ask("quote");
        (quote.Intent.Tool, quote.Intent.Action) = ("pricing-api", "generate_quote");
        quote.Intent.Parameters = ByteString.CopyFromUtf8("""{"sku":"SKU-000123","quantity":4,"discount_percent":10}""");
        await TooLate(quote);
        quote.Intent.Tool = "payments";
        Assert.Equal(Answer.Deny, (await calls.DecideAsync(quote)).Decision.Outcome);

        async Task TooLate(DecideRequest request)
        {
            var late = await Assert.ThrowsAsync<RpcException>(() => calls.DecideAsync(request, DateTime.UtcNow.AddMilliseconds(500)));
            Assert.Equal(Status.DeadlineExceeded, late.StatusCode);
        }
    }

    internal static DecideRequest Ask(string id, bool isIdempotent = false) => new()
    {
        Idempotent = isIdempotent,
        Intent = new ToolCallIntent
        {
            Id = id,
            Tenant = "acme",
            Agent = "sales-composer",
            Tool = "crm",
            Action = "read_account",
            CallClass = CallClass.Read,
            Parameters = ByteString.CopyFromUtf8("""{"account":"a-1"}"""),
        },
    };

    private static async Task<ErrorInfo> Refused(Task call, Status status, string code)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => call);
        Assert.Equal(status, refused.StatusCode);
        var info = refused.GetRpcStatus()!.GetDetail<ErrorInfo>();
        Assert.Equal(("aegis.streams", code), (info.Domain, info.Reason));
        return info;
    }
}
