using System.Net;
using System.Net.Sockets;

namespace Aegis.Streams.Tests;

/// <summary>Ports of loopback on which a process may listen, and listen again after its restart.</summary>
internal static class LoopbackPorts
{
    // Below the range from which the kernel takes ports for connections.
    private const int First = 20_000;
    private const int End = 32_000;

    /// <summary>Finds ports that nobody listens on.</summary>
    /// <param name="count">How many, all different.</param>
    public static int[] Take(int count)
    {
        var listeners = new List<TcpListener>();
        try
        {
            while (listeners.Count < count)
            {
                var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(First, End));
                try
                {
                    listener.Start();
                    listeners.Add(listener);
                }
                catch (SocketException)
                {
                    // The port is taken; another one will do.
                    listener.Dispose();
                }
            }

            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            listeners.ForEach(listener => listener.Dispose());
        }
    }
}
