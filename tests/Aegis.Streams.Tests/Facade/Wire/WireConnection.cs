using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Aegis.Streams.Tests.Facade.Wire;

/// <summary>A connection of HTTP/2 whose frames are written one by one, right or wrong. It reads only when it is told to, and answers nothing by itself.</summary>
internal sealed class WireConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TcpClient _client = new() { NoDelay = true };
    private Stream _stream = Stream.Null;

    /// <summary>Gets the last frame that ended the connection.</summary>
    public WireFrame? GoAway { get; private set; }

    /// <summary>Connects, and sends what begins every connection.</summary>
    /// <param name="address">Where.</param>
    /// <param name="settings">Settings, such as (4, 0): a window of 0 bytes for each stream.</param>
    public static async Task<WireConnection> ConnectAsync(Uri address, params (int Id, uint Value)[] settings)
    {
        var connection = new WireConnection();
        await connection._client.ConnectAsync(IPAddress.Loopback, address.Port);
        connection._stream = connection._client.GetStream();
        await connection.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());
        var payload = new List<byte>();
        foreach (var (id, value) in settings.Prepend((1, 0u))) payload.AddRange([0, (byte)id, .. Number(value)]);
        await connection.SendAsync(WireFrame.Settings, 0, 0, [.. payload]);
        return connection;
    }

    public static byte[] Number(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    public Task SendAsync(byte type, byte flags, int stream, params byte[] payload) => WriteAsync(new WireFrame(type, flags, stream, payload).ToBytes());

    public async Task WriteAsync(byte[] bytes) => await _stream.WriteAsync(bytes).AsTask().WaitAsync(Patience);

    /// <summary>Opens a stream with one block of headers.</summary>
    public Task OpenAsync(int stream, bool ends, params (string Name, string Value)[] headers) =>
        SendAsync(WireFrame.Headers, (byte)(WireFrame.EndHeaders | (ends ? WireFrame.EndStream : 0)), stream, HeaderBlock.Write(headers));

    public Task SendDataAsync(int stream, bool ends, params byte[] data) => SendAsync(WireFrame.Data, ends ? WireFrame.EndStream : (byte)0, stream, data);

    /// <summary>Reads a frame.</summary>
    /// <returns>The frame; <see langword="null"/>: the connection is closed.</returns>
    public async Task<WireFrame?> ReadAsync()
    {
        try
        {
            var head = new byte[WireFrame.HeadBytes];
            await _stream.ReadExactlyAsync(head).AsTask().WaitAsync(Patience);
            var payload = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
            await _stream.ReadExactlyAsync(payload).AsTask().WaitAsync(Patience);
            var frame = new WireFrame(head[3], head[4], (int)(BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(5)) & int.MaxValue), payload);
            if (frame.Type == WireFrame.GoAway) GoAway = frame;
            return frame;
        }
        catch (IOException)
        {
            return null; // Closed, or reset.
        }
    }

    /// <summary>Reads until a frame is the wanted one.</summary>
    public async Task<WireFrame?> ReadUntilAsync(Func<WireFrame, bool> isWanted)
    {
        while (await ReadAsync() is { } frame)
            if (isWanted(frame)) return frame;
        return null;
    }

    /// <summary>Reads until a stream has ended.</summary>
    public async Task<WireAnswer> ReadAnswerAsync(int stream)
    {
        var answer = new WireAnswer();
        while (true)
        {
            var frame = await ReadAsync();
            if (frame is null) answer.IsCut = true;
            if (frame?.Type == WireFrame.GoAway) answer.GoAway = BinaryPrimitives.ReadInt32BigEndian(frame.Payload.AsSpan(4));
            if (frame is null) return answer;
            if (frame.Stream != stream) continue;
            if (frame.Type == WireFrame.Data) answer.Body.Write(frame.Payload);
            if (frame.Type == WireFrame.Headers)
            {
                answer.HeaderBlocks++;
                foreach (var (name, value) in HeaderBlock.Read(frame.Payload)) answer.Headers[name] = value;
            }

            if (frame.Type == WireFrame.Reset) answer.Reset = BinaryPrimitives.ReadInt32BigEndian(frame.Payload);
            if (frame.Type == WireFrame.Reset || frame.Ends) return answer;
        }
    }

    public void Dispose() => _client.Dispose();
}
