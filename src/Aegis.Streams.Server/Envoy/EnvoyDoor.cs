using Aegis.Streams.Server.Calls;
using Aegis.Streams.Server.Envoy.Mapping;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Server.Envoy;

/// <summary>Adds Envoy's `ext_authz` to a host of gRPC services.</summary>
internal static class EnvoyDoor
{
    /// <summary>Adds the service; gRPC itself must be added too.</summary>
    /// <param name="services">The services.</param>
    /// <param name="mapping">What requests are as intents.</param>
    /// <param name="decider">What answers.</param>
    /// <param name="metrics">The instruments.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Makes the log.</param>
    public static void AddTo(IServiceCollection services, EnvoyMapping mapping, CallDecider decider, FacadeMetrics metrics, TimeProvider time, ILoggerFactory loggers) =>
        services.AddSingleton<EnvoyMetrics>().AddSingleton(provider => new AuthorizationDoor(
            mapping, decider, metrics, provider.GetRequiredService<EnvoyMetrics>(), time, loggers.CreateLogger<AuthorizationDoor>()));

    /// <summary>Adds the door's path.</summary>
    /// <param name="routes">The routes.</param>
    public static void MapTo(IEndpointRouteBuilder routes) => routes.MapGrpcService<AuthorizationDoor>();
}
