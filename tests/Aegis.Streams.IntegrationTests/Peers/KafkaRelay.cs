using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Aegis.Streams.IntegrationTests.Peers;

/// <summary>A relay between one instance and its broker that knows what passes, holds it in an awaited phase of a call, and lets a fault happen there.</summary>
internal sealed class KafkaRelay : IDisposable
{
    private readonly TcpListener _listener;
    private readonly int _brokerPort;
    private readonly ConcurrentDictionary<TcpClient, byte> _connections = [];
    private readonly Lock _lock = new();
    private Aim? _aim;
    private volatile bool _isCut;

    /// <summary>Begins to listen.</summary>
    /// <param name="port">Where.</param>
    /// <param name="brokerPort">Where the broker hears it.</param>
    public KafkaRelay(int port, int brokerPort)
    {
        (_listener, _brokerPort) = (new TcpListener(IPAddress.Loopback, port), brokerPort);
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Waits for a phase, and holds what has come to it while something happens.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="fault">What happens.</param>
    /// <returns>Ends when it has happened.</returns>
    public Task HoldAsync(CallPhase phase, Action fault)
    {
        var aim = new Aim(phase, fault);
        lock (_lock) _aim = aim;
        return aim.Happened.Task;
    }

    /// <summary>Breaks every connection, and takes no other.</summary>
    public void Cut()
    {
        _isCut = true;
        foreach (var connection in _connections.Keys) connection.Dispose();
    }

    /// <summary>Takes connections again.</summary>
    public void Mend() => _isCut = false;

    public void Dispose()
    {
        _listener.Dispose();
        Cut();
    }

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
        using (var broker = new TcpClient())
        {
            _connections.TryAdd(client, 0);
            try
            {
                if (_isCut) return;
                await broker.ConnectAsync(IPAddress.Loopback, _brokerPort);
                (client.NoDelay, broker.NoDelay) = (true, true);
                var awaited = new ConcurrentDictionary<int, Aim>();
                await Task.WhenAny(
                    PassAsync(client.GetStream(), broker.GetStream(), frame => RequestAsync(frame, awaited)),
                    PassAsync(broker.GetStream(), client.GetStream(), frame => AnswerAsync(frame, awaited)));
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
            {
                // One of the two has gone.
            }
            finally
            {
                _connections.TryRemove(client, out _);
            }
        }
    }

    private static async Task PassAsync(Stream from, Stream to, Func<byte[], Task> seen)
    {
        var size = new byte[sizeof(int)];
        try
        {
            while (true)
            {
                await from.ReadExactlyAsync(size);
                var frame = new byte[BinaryPrimitives.ReadInt32BigEndian(size)];
                await from.ReadExactlyAsync(frame);
                await seen(frame);
                await to.WriteAsync((byte[])[.. size, .. frame]);
            }
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            // One of the two has gone.
        }
    }

    /// <summary>Takes the aim where a request has come to it, and remembers whose answer will.</summary>
    private Task RequestAsync(byte[] bytes, ConcurrentDictionary<int, Aim> awaited)
    {
        var frame = new KafkaFrame(bytes);
        Aim? aim;
        lock (_lock)
        {
            if (_aim is null || !frame.IsOf(_aim.Phase)) return Task.CompletedTask;
            (aim, _aim) = (_aim, null);
        }

        if (aim.Phase is not (CallPhase.RecordWritten or CallPhase.TransactionBegun or CallPhase.Committed)) return aim.HappenAsync();
        awaited[frame.CorrelationId] = aim;
        return Task.CompletedTask;
    }

    private static Task AnswerAsync(byte[] bytes, ConcurrentDictionary<int, Aim> awaited) =>
        awaited.TryRemove(BinaryPrimitives.ReadInt32BigEndian(bytes), out var aim) ? aim.HappenAsync() : Task.CompletedTask;

    /// <summary>What happens in a phase, once.</summary>
    private sealed class Aim(CallPhase phase, Action fault)
    {
        public CallPhase Phase => phase;

        public TaskCompletionSource Happened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task HappenAsync()
        {
            try
            {
                await Task.Run(fault);
                Happened.SetResult();
            }
            catch (Exception failure)
            {
                Happened.SetException(failure);
            }
        }
    }
}
