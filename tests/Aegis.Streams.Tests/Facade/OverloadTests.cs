using System.Net;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Server;
using Google.Rpc;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Status = Grpc.Core.StatusCode;

namespace Aegis.Streams.Tests.Facade;

/// <summary>More calls than there are places, which are held by calls that wait for a broker that is gone.</summary>
public sealed class OverloadTests : IAsyncLifetime
{
    private readonly List<Task<DecideResponse>> _waiting = [];
    private FacadeScene _scene = null!;
    private GrpcCalls _calls = null!;

    public async ValueTask InitializeAsync()
    {
        _scene = await FacadeScene.StartAsync(options: new FacadeOptions { MaxCalls = 3, MaxWait = TimeSpan.FromSeconds(15) });
        _calls = new GrpcCalls(_scene.Grpc);
        _scene.StopBroker();
    }

    public async ValueTask DisposeAsync()
    {
        _calls.Dispose();
        await _scene.DisposeAsync();
    }

    [Fact]
    public async Task ATenantThatHoldsWhatIsFree_IsRefusedAtOnceWithAPause_OthersAreNot_AndHealthStaysGreen()
    {
        await HoldAsync("acme", 1);
        await HoldAsync("acme", 2);

        var refused = await Assert.ThrowsAsync<RpcException>(() => _calls.DecideAsync(Ask("acme", 3)));
        Assert.Equal((Status.ResourceExhausted, "facade.overloaded"), (refused.StatusCode, refused.GetRpcStatus()!.GetDetail<ErrorInfo>().Reason));
        Assert.InRange(refused.GetRpcStatus()!.GetDetail<RetryInfo>().RetryDelay.ToTimeSpan(), TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(5));

        await HoldAsync("globex", 3);
        using var channel = GrpcChannel.ForAddress(_scene.Grpc);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, (await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest())).Status);
        using var http = new HttpClient { BaseAddress = _scene.Http };
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/livez", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task AClientThatVanishes_HoldsItsPlaceUntilItsCallEnds()
    {
        using var leaving = new GrpcCalls(_scene.Grpc);
        var gone = leaving.DecideAsync(Ask("acme", 1));
        await _scene.UntilAsync(() => _scene.Facade.Decider.UnderWay == 1);
        leaving.Dispose();
        await Assert.ThrowsAsync<RpcException>(() => gone);
        await HoldAsync("acme", 2);

        // The call itself goes on, since what it began may be committed, and ends with its time.
        await Assert.ThrowsAsync<RpcException>(() => _calls.DecideAsync(Ask("acme", 3)));
        await _scene.UntilAsync(() => _scene.Facade.Decider.UnderWay == 0);
    }

    private async Task HoldAsync(string tenant, int count)
    {
        _waiting.Add(_calls.DecideAsync(Ask(tenant, count)));
        await _scene.UntilAsync(() => _scene.Facade.Decider.UnderWay == count);
    }

    private static DecideRequest Ask(string tenant, int number)
    {
        var request = GrpcDoorTests.Ask($"held-{number}", isIdempotent: true);
        request.Intent.Tenant = tenant;
        return request;
    }
}
