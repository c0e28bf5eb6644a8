using System.Net;
using Aegis.Streams.Kafka.Owners;

namespace Aegis.Streams.Tests.Peers;

/// <summary>Endpoints on loopback for tests.</summary>
internal static class PeerAddresses
{
    /// <summary>Finds a port that is free now: an instance must say where it listens before it does.</summary>
    public static OwnerEndpoint Free() => Of(LoopbackPorts.Take(1)[0]);

    public static OwnerEndpoint Of(int port) => Of($"127.0.0.1:{port}");

    public static OwnerEndpoint Of(string text) => OwnerEndpoint.TryParse(text, out var endpoint) ? endpoint : throw new ArgumentException(text, nameof(text));

    public static IPEndPoint ToAddress(this OwnerEndpoint endpoint) => new(IPAddress.Parse(endpoint.Host), endpoint.Port);
}
