using Aegis.Streams.Server.Hosting;
using Aegis.Streams.Server.Telemetry;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Server.Admin;

/// <summary>Where the admin port listens, and who may use it.</summary>
public sealed record AdminOptions
{
    /// <summary>Gets where it listens.</summary>
    public required FacadeEndpoint Endpoint { get; init; }

    /// <summary>Gets the token that every request presents, long and random.</summary>
    public required string Token { get; init; }

    /// <summary>Gets a value indicating whether a request needs a client certificate, which the authorities of the endpoint have signed, beside the token.</summary>
    public required bool NeedsCertificate { get; init; }

    /// <summary>Gets what finds the least important level that is logged.</summary>
    public required Func<LogLevel> LogLevel { get; init; }

    /// <summary>Gets what sets it.</summary>
    public required Action<LogLevel> SetLogLevel { get; init; }

    /// <summary>Gets the instruments that are shown; <see langword="null"/>: none. Whoever gives them disposes them.</summary>
    public MetricsPage? Metrics { get; init; }
}
