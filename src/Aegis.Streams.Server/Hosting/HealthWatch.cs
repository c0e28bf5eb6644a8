using Grpc.Health.V1;
using Grpc.HealthCheck;

namespace Aegis.Streams.Server.Hosting;

/// <summary>Keeps the health service of gRPC (`grpc.health.v1`) in step with the readiness of the instance.</summary>
internal sealed class HealthWatch : IDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(200);
    private static readonly string[] Services = ["", "aegis.v1.DecisionService"];

    private readonly HealthServiceImpl _health;
    private readonly Readiness _readiness;
    private readonly ITimer _timer;

    public HealthWatch(HealthServiceImpl health, Readiness readiness, TimeProvider time)
    {
        (_health, _readiness) = (health, readiness);
        Refresh();
        _timer = time.CreateTimer(_ => Refresh(), null, LookInterval, LookInterval);
    }

    /// <summary>Looks now. Who watches is told of a change.</summary>
    public void Refresh()
    {
        var status = _readiness.Missing().Count == 0 ? HealthCheckResponse.Types.ServingStatus.Serving : HealthCheckResponse.Types.ServingStatus.NotServing;
        foreach (var service in Services) _health.SetStatus(service, status);
    }

    public void Dispose() => _timer.Dispose();
}
