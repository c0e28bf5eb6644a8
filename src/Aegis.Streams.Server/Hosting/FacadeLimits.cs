using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Aegis.Streams.Server.Hosting;

/// <summary>What one client can take of the server: each bound keeps memory bounded whatever is sent.</summary>
internal static class FacadeLimits
{
    /// <summary>The largest message of gRPC, and the largest body of HTTP, before and after decompression.</summary>
    public const int MaxMessageBytes = 4 << 20;

    /// <summary>The largest request of health, which needs no credential: a service's name.</summary>
    public const int MaxHealthBytes = 1024;

    /// <summary>Streams that watch the health, in all: enough for every client and balancer, each with some bytes of memory.</summary>
    public const int MaxWatches = 1000;

    /// <summary>Streams that watch the health, of one connection: each of the two services, twice.</summary>
    public const int MaxWatchesOfConnection = 4;

    /// <summary>Streams that watch the health, of one address: some for each program of a host, and not those of all.</summary>
    public const int MaxWatchesOfAddress = 200;

    private const int MaxStreams = 250;
    private const int MaxHeaderBytes = 16 << 10;
    private const int MaxHeaderCount = 64;

    // The rate counts from the first byte: with the usual one of 240 a body of 4 MiB could be held back for hours.
    private const double MinBodyBytesPerSecond = 32 << 10;
    private static readonly TimeSpan BodyGrace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan HeaderTimeout = TimeSpan.FromSeconds(10);

    public static void ApplyTo(KestrelServerOptions kestrel, int maxConnections)
    {
        kestrel.AddServerHeader = false;

        // A value that is no UTF-8 must not end a connection that a proxy shares among callers. Nothing that counts has other characters than those of ASCII.
        kestrel.RequestHeaderEncodingSelector = static _ => Encoding.Latin1;
        kestrel.Limits.MaxConcurrentConnections = maxConnections;
        kestrel.Limits.MaxRequestBodySize = MaxMessageBytes + (64 << 10);
        kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        kestrel.Limits.MaxRequestHeaderCount = MaxHeaderCount;
        kestrel.Limits.MaxRequestLineSize = 8 << 10;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(MinBodyBytesPerSecond, BodyGrace);
        kestrel.Limits.KeepAliveTimeout = Idle;
        kestrel.Limits.RequestHeadersTimeout = HeaderTimeout;
        kestrel.Limits.Http2.MaxStreamsPerConnection = MaxStreams;
        kestrel.Limits.Http2.MaxRequestHeaderFieldSize = MaxHeaderBytes;
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromMinutes(1);
        kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);
    }
}
