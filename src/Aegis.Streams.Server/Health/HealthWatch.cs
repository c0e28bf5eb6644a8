using Grpc.Health.V1;

namespace Aegis.Streams.Server.Health;

/// <summary>Keeps the health service of gRPC (`grpc.health.v1`) in step with the readiness of the instance.</summary>
internal sealed class HealthWatch : IDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(200);

    private readonly HealthServiceDoor _health;
    private readonly Readiness _readiness;
    private readonly ITimer _timer;

    public HealthWatch(HealthServiceDoor health, Readiness readiness, TimeProvider time)
    {
        (_health, _readiness) = (health, readiness);
        Refresh();
        _timer = time.CreateTimer(_ => Refresh(), null, LookInterval, LookInterval);
    }

    /// <summary>Looks now. Who watches is told of a change.</summary>
    public void Refresh() =>
        _health.Set(_readiness.Missing().Count == 0 ? HealthCheckResponse.Types.ServingStatus.Serving : HealthCheckResponse.Types.ServingStatus.NotServing);

    /// <summary>Says for the last time that nothing is served. Streams that watch end with it, since a stop would wait for them.</summary>
    public void End() => _health.Set(HealthCheckResponse.Types.ServingStatus.NotServing, isLast: true);

    public void Dispose()
    {
        _timer.Dispose();
        _health.Dispose();
    }
}
