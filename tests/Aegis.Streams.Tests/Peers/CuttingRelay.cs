using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Aegis.Streams.Kafka.Owners;

namespace Aegis.Streams.Tests.Peers;

/// <summary>A relay before a server of HTTP/2 that passes every request on, and cuts the connection where the first answer would come back.</summary>
internal sealed class CuttingRelay : IDisposable
{
    private const int HeaderLength = 9;
    private const byte HeadersFrame = 1;

    private readonly TcpListener _listener;
    private readonly OwnerEndpoint _target;
    private int _cuts;

    public CuttingRelay(OwnerEndpoint address, OwnerEndpoint target)
    {
        (_listener, _target) = (new TcpListener(address.ToAddress()), target);
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Gets how many answers were cut off.</summary>
    public int Cuts => Volatile.Read(ref _cuts);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = RelayAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _target.Port);
                _ = client.GetStream().CopyToAsync(server.GetStream());
                await RelayAnswersAsync(server.GetStream(), client.GetStream());
            }
            catch (Exception fault) when (fault is IOException or SocketException or ObjectDisposedException)
            {
                // One of the two has gone.
            }
        }
    }

    private async Task RelayAnswersAsync(Stream server, Stream client)
    {
        var header = new byte[HeaderLength];
        while (true)
        {
            await server.ReadExactlyAsync(header);
            if (header[3] == HeadersFrame)
            {
                Interlocked.Increment(ref _cuts);
                return;
            }

            var payload = new byte[BinaryPrimitives.ReadInt32BigEndian(header) >>> 8];
            await server.ReadExactlyAsync(payload);
            await client.WriteAsync(header);
            await client.WriteAsync(payload);
        }
    }
}
