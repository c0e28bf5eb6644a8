using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Aegis.Streams.Kafka.Owners;

/// <summary>Where an instance takes the calls of others: a host and a port. Equal to another of the same spelling, in lower case.</summary>
public sealed record OwnerEndpoint
{
    /// <summary>The form of an endpoint, for messages.</summary>
    public const string Rule = "must be HOST:PORT, such as aegis-1.example:9443 or [fd00::1]:9443";

    private const int MaxHostLength = 253;
    private static readonly SearchValues<char> HostCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-");

    private OwnerEndpoint(string host, int port) => (Host, Port) = (host, port);

    /// <summary>Gets the host: a name, or an address, without brackets.</summary>
    public string Host { get; }

    /// <summary>Gets the port, 1 to 65,535.</summary>
    public int Port { get; }

    /// <summary>Gets a value indicating whether the host is a loopback address; a name never is, since a resolver may say anything.</summary>
    public bool IsLoopback => IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address);

    /// <summary>Reads an endpoint.</summary>
    /// <param name="text">The text.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out OwnerEndpoint? endpoint)
    {
        endpoint = null;
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || text.Length > MaxHostLength + 8) return false;
        var host = text[..colon].ToLowerInvariant();
        if (!int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65_535) return false;
        if (host.StartsWith('[') && host.EndsWith(']'))
        {
            if (!IPAddress.TryParse(host[1..^1], out var address) || address.AddressFamily != AddressFamily.InterNetworkV6) return false;
            host = address.ToString();
        }
        else if (host.AsSpan().ContainsAnyExcept(HostCharacters) || host.StartsWith('-') || host.StartsWith('.'))
        {
            return false;
        }

        endpoint = new OwnerEndpoint(host, port);
        return true;
    }

    /// <summary>Returns `HOST:PORT`.</summary>
    /// <returns>The usual spelling.</returns>
    public override string ToString() => Host.Contains(':', StringComparison.Ordinal)
        ? string.Create(CultureInfo.InvariantCulture, $"[{Host}]:{Port}")
        : string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");
}
