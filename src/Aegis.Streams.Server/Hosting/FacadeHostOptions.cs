using Aegis.Streams.Server.Bundles;
using Aegis.Streams.Server.Envoy.Mapping;
using Aegis.Streams.Server.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Aegis.Streams.Server.Hosting;

/// <summary>Where the facade listens, and what it offers.</summary>
public sealed record FacadeHostOptions
{
    private const long LeastBodyBytes = 16 << 20;

    /// <summary>Gets where gRPC is served; <see langword="null"/>: nowhere.</summary>
    public FacadeEndpoint? Grpc { get; init; }

    /// <summary>Gets where HTTP/JSON is served; <see langword="null"/>: nowhere.</summary>
    public FacadeEndpoint? Http { get; init; }

    /// <summary>Gets a value indicating whether gRPC tells its services to those who ask (reflection).</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool HasReflection { get; init; }

    /// <summary>Gets what requests that Envoy asks about are as intents (`ext_authz`, beside gRPC); <see langword="null"/>: Envoy may not ask.</summary>
    public EnvoyMapping? Envoy { get; init; }

    /// <summary>Gets how HTTP serves the active policies to Open Policy Agents; <see langword="null"/>: it does not.</summary>
    public BundleOptions? Bundles { get; init; }

    /// <summary>Gets the instruments that HTTP serves to callers who may read them; <see langword="null"/>: none. Whoever gives them disposes them.</summary>
    public MetricsPage? Metrics { get; init; }

    /// <summary>Gets how long calls that are under way may take at the end.</summary>
    /// <value>The default is 10 seconds. Must not be negative.</value>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets how many connections there may be; more are closed as they come.</summary>
    /// <value>The default is 20,000. Must be 1 or more.</value>
    public int MaxConnections { get; init; } = 20_000;

    /// <summary>Gets how much of their bodies requests may hold before they are whole, beyond 64 KiB each, and a compressed message as the largest that there may be; one caller may hold as much as is free.</summary>
    /// <value>The default is 256 MiB. Must be 16 MiB or more, so that the largest body finds room.</value>
    public long MaxBodyBytes { get; init; } = 256L << 20;

    /// <summary>Gets how old a connection may be, up to a tenth more or less. Then its client is told to go elsewhere (GOAWAY), and finds new instances behind a balancer of connections.</summary>
    /// <value>The default is 1 hour. Must be positive.</value>
    public TimeSpan MaxConnectionAge { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Gets how long calls that are under way on such a connection may take.</summary>
    /// <value>The default is 10 minutes and 10 seconds, more than any call may take. Must be positive.</value>
    public TimeSpan ConnectionAgeGrace { get; init; } = TimeSpan.FromSeconds(610);

    /// <summary>Gets what tests serve beside the doors, behind the same limits and the same authentication.</summary>
    internal Action<IServiceCollection>? GuestServices { get; init; }

    /// <summary>Gets where it is added.</summary>
    internal Action<WebApplication>? Guests { get; init; }

    /// <summary>Sees that every setting is within its bounds.</summary>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Grace, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxConnections, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBodyBytes, LeastBodyBytes);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(MaxConnectionAge, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ConnectionAgeGrace, TimeSpan.Zero);
    }
}
