using Aegis.Streams.Server.Hosting;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Aegis.Streams.Server.Health;

/// <summary>
/// The health service of gRPC (`grpc.health.v1`). It needs no credential, so that streams that watch are few, and end when the instance drains: the library's own would be without bound, and
/// would make each stop last as long as its grace.
/// </summary>
internal sealed class HealthServiceDoor : HealthServiceImpl, IDisposable
{
    private static readonly string[] Services = ["", "aegis.v1.DecisionService"];
    private static readonly TimeSpan LastWord = TimeSpan.FromSeconds(1);

    private readonly WatchPlaces _places = new(FacadeLimits.MaxWatches, FacadeLimits.MaxWatchesOfConnection, FacadeLimits.MaxWatchesOfAddress);
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _lock = new();
    private Standing _standing = new(ServingStatus.Unknown, IsLast: false);

    /// <summary>Sets the status of all services. Who watches is told of a change.</summary>
    /// <param name="status">The status.</param>
    /// <param name="isLast">Whether streams that watch end with it.</param>
    public void Set(ServingStatus status, bool isLast = false)
    {
        lock (_lock)
        {
            if (_standing.IsLast || (_standing.Status == status && !isLast)) return;
            foreach (var service in Services) SetStatus(service, status);
            var left = _standing.Left;
            Volatile.Write(ref _standing, new Standing(status, isLast));
            left.TrySetResult();
            if (isLast) _ending.CancelAfter(LastWord);
        }
    }

    public override async Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        var (connection, address) = (context.GetHttpContext().Connection.Id, context.GetHttpContext().Connection.RemoteIpAddress?.ToString() ?? "");
        if (!_places.TryEnter(connection, address)) throw new RpcException(new Status(StatusCode.ResourceExhausted, "Too many streams watch: ask by Check, or watch by one stream."));
        try
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, _ending.Token);
            await TellAsync(request.Service, responseStream, over.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested)
        {
            // It does not even read that the instance drains.
        }
        finally
        {
            _places.Leave(connection, address);
        }

        throw new RpcException(new Status(StatusCode.Unavailable, "The instance drains: watch another one."));
    }

    /// <inheritdoc/>
    public void Dispose() => _ending.Dispose();

    private async Task TellAsync(string service, IServerStreamWriter<HealthCheckResponse> responses, CancellationToken over)
    {
        ServingStatus? said = null;
        while (true)
        {
            var standing = Volatile.Read(ref _standing);
            var status = Services.Contains(service) ? standing.Status : ServingStatus.ServiceUnknown;
            if (status != said) await responses.WriteAsync(new HealthCheckResponse { Status = status }, over).ConfigureAwait(false);
            said = status;
            if (standing.IsLast) return;
            await standing.Left.Task.WaitAsync(over).ConfigureAwait(false);
        }
    }

    /// <summary>What is said at a time, until it is left for another.</summary>
    private sealed record Standing(ServingStatus Status, bool IsLast)
    {
        public TaskCompletionSource Left { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
