using System.Collections.Frozen;
using System.Net.Security;
using System.Net.Sockets;
using Aegis.Streams.Kafka.Owners;
using Aegis.Streams.Protocol.Internal.V1;
using Aegis.Streams.Server.Hosting;
using Grpc.Net.Client;

namespace Aegis.Streams.Server.Peers;

/// <summary>The connections to the peers of the allow-list, each made when it is first used. An endpoint that is not on the list has none. Thread-safe.</summary>
internal sealed class PeerChannels : IDisposable
{
    // A sanitized intent may be larger than what came.
    private const int MaxAnswerBytes = 4 * FacadeLimits.MaxMessageBytes;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(1);

    // A certificate is looked at when a connection is made.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan PingTime = TimeSpan.FromSeconds(2);

    private readonly PeerOptions _options;
    private readonly FrozenDictionary<OwnerEndpoint, (GrpcChannel Channel, PeerService.PeerServiceClient Client)> _channels;

    public PeerChannels(PeerOptions options)
    {
        _options = options;
        _channels = options.Allowed.ToFrozenDictionary(endpoint => endpoint, Open);
    }

    /// <summary>Finds what calls a peer.</summary>
    /// <returns>The client; <see langword="null"/>: the endpoint is not on the allow-list.</returns>
    public PeerService.PeerServiceClient? Find(OwnerEndpoint endpoint) => _channels.TryGetValue(endpoint, out var channel) ? channel.Client : null;

    public void Dispose()
    {
        foreach (var (channel, _) in _channels.Values) channel.Dispose();
    }

    private (GrpcChannel Channel, PeerService.PeerServiceClient Client) Open(OwnerEndpoint endpoint)
    {
        var handler = new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            ConnectTimeout = ConnectTimeout,
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = PingTime,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            KeepAlivePingTimeout = PingTime,
            PooledConnectionLifetime = ConnectionLifetime,
            UseProxy = false,
        };
        if (_options.Tls is { } tls) handler.ConnectCallback = (_, cancellation) => ConnectAsync(endpoint, tls, cancellation);
        var channel = GrpcChannel.ForAddress($"{(_options.Tls is null ? "http" : "https")}://{endpoint}", new GrpcChannelOptions
        {
            HttpHandler = handler,
            DisposeHttpClient = true,
            MaxReceiveMessageSize = MaxAnswerBytes,
        });
        return (channel, new PeerService.PeerServiceClient(channel));
    }

    /// <summary>Connects with the certificate of this moment, to whoever has an expected name.</summary>
    private async ValueTask<Stream> ConnectAsync(OwnerEndpoint endpoint, TlsFiles tls, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        SslStream? secured = null;
        try
        {
            await socket.ConnectAsync(endpoint.Host, endpoint.Port, cancellation).ConfigureAwait(false);
            secured = new SslStream(new NetworkStream(socket, ownsSocket: true));
            await secured.AuthenticateAsClientAsync(tls.ClientOptions(endpoint.Host, _options.IsPeer), cancellation).ConfigureAwait(false);
            return secured;
        }
        catch
        {
            if (secured is not null) await secured.DisposeAsync().ConfigureAwait(false);
            socket.Dispose();
            throw;
        }
    }
}
