using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Aegis.Streams.Tests.SchemaRegistry;

/// <summary>An HTTP server on loopback that gives every request the same answer, or none.</summary>
internal sealed class AnsweringServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly int? _status;
    private readonly byte[] _body;

    /// <summary>Starts a server.</summary>
    /// <param name="status">The status code; <see langword="null"/>: it never answers.</param>
    /// <param name="body">The body.</param>
    public AnsweringServer(int? status, string body = "")
    {
        (_status, _body) = (status, Encoding.UTF8.GetBytes(body));
        Url = $"http://127.0.0.1:{RandomNumberGenerator.GetInt32(20_000, 32_000)}";
        _listener.Prefixes.Add($"{Url}/");
        _listener.Start();
        _ = AnswerAsync();
    }

    public string Url { get; }

    public void Dispose() => _listener.Close();

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                if (_status is not { } status) continue;
                await context.Request.InputStream.CopyToAsync(Stream.Null);
                context.Response.StatusCode = status;
                context.Response.ContentType = "application/json";
                context.Response.Close(_body, willBlock: true);
            }
        }
        catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException)
        {
            // Disposed.
        }
    }
}
