using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;

namespace Aegis.Streams.Client;

/// <summary>The connections of a client.</summary>
internal static class ClientChannel
{
    // A batch of 100 sanitized intents of the largest size that fit into the facade's 4 MiB may grow, as replacements are longer than what they replace.
    private const int MaxAnswerBytes = 16 << 20;
    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Opens a channel, which connects when it is first used.</summary>
    public static GrpcChannel Open(AegisClientOptions options) => GrpcChannel.ForAddress(options.Address, new GrpcChannelOptions
    {
        HttpHandler = new SocketsHttpHandler
        {
            // The trace context goes with the call itself, so that each attempt says the same.
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = PingDelay,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            KeepAlivePingTimeout = PingTimeout,
            UseProxy = false,
            SslOptions = Tls(options),
        },
        DisposeHttpClient = true,
        MaxReceiveMessageSize = MaxAnswerBytes,
    });

    private static SslClientAuthenticationOptions Tls(AegisClientOptions options)
    {
        var tls = new SslClientAuthenticationOptions();
        if (options.ClientCertificate is { } certificate) tls.ClientCertificates = [certificate];
        if (options.Authorities is { } authorities)
        {
            tls.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            tls.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        return tls;
    }
}
