using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Aegis.Streams.Tests.Facade.Wire;

/// <summary>A connection on which bytes are sent as they are, and what comes back is read as text.</summary>
/// <remarks>Holds its stream: a client that failed to send gives no stream any longer, though what had arrived by then can still be read.</remarks>
internal sealed class PlainConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TcpClient _client;
    private readonly NetworkStream _stream;

    private PlainConnection(TcpClient client) => (_client, _stream) = (client, client.GetStream());

    public static async Task<PlainConnection> ConnectAsync(Uri address)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, address.Port);
        return new PlainConnection(client);
    }

    public async Task SendAsync(string text) => await _stream.WriteAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Sends bytes, and reads one answer by its length; a server may answer and close before it has read all of them.</summary>
    /// <returns>The answer; empty: the connection was closed without one.</returns>
    public async Task<string> AskAsync(string text)
    {
        try
        {
            await SendAsync(text);
        }
        catch (IOException)
        {
            // Closed while sending: what was answered before can still be read.
        }

        return await ReadAnswerAsync();
    }

    /// <summary>Reads one answer.</summary>
    public async Task<string> ReadAnswerAsync()
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await ReadAsync(1) is not { Length: > 0 } next) return head.ToString();
            head.Append(next);
        }

        var text = head.ToString();
        var length = text.Split("\r\n").FirstOrDefault(line => line.StartsWith("content-length:", StringComparison.OrdinalIgnoreCase)) is { } line ? int.Parse(line[15..]) : 0;
        var isChunked = text.Contains("transfer-encoding: chunked", StringComparison.OrdinalIgnoreCase);
        while (isChunked && !head.ToString().EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal) && await ReadAsync(1) is { Length: > 0 } next) head.Append(next);
        for (; length > 0 && await ReadAsync(length) is { Length: > 0 } part; length -= part.Length) head.Append(part);
        return head.ToString();
    }

    /// <summary>Reads until the connection is closed.</summary>
    public async Task<string> ReadToEndAsync()
    {
        var all = new StringBuilder();
        while (await ReadAsync(4096) is { Length: > 0 } part) all.Append(part);
        return all.ToString();
    }

    public void Dispose() => _client.Dispose();

    private async Task<string> ReadAsync(int most)
    {
        try
        {
            var buffer = new byte[most];
            return Encoding.Latin1.GetString(buffer, 0, await _stream.ReadAsync(buffer).AsTask().WaitAsync(Patience));
        }
        catch (IOException)
        {
            return ""; // Reset, now or before.
        }
    }
}
