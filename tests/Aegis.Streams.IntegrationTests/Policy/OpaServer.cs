using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Aegis.Streams.Tests;

namespace Aegis.Streams.IntegrationTests.Policy;

/// <summary>A real Open Policy Agent as a server on loopback, with one bundle.</summary>
internal sealed class OpaServer : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly HttpClient _client;

    private OpaServer(Process process, int port)
    {
        _process = process;
        _client = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")) };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Starts a server, and waits until it is ready or has given up.</summary>
    /// <returns>The server; <see langword="null"/>: it did not start, and the log says why.</returns>
    public static async Task<(OpaServer? Server, string Log)> StartAsync(CancellationToken cancellation, params string[] arguments)
    {
        OpaBinary.Require();
        var port = LoopbackPorts.Take(1)[0];
        var start = new ProcessStartInfo(OpaBinary.Path, [
            "run", "--server", "--skip-version-check", "--log-format", "text", "--addr", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var server = new OpaServer(Process.Start(start)!, port);
        var isReady = false;
        await Task.Run(() => SpinWait.SpinUntil(() => (isReady = server.IsReady(cancellation)) || server._process.HasExited, Deadline), cancellation);
        if (isReady) return (server, "");
        server.Dispose();
        return (null, server.Log());
    }

    /// <summary>Asks for a decision.</summary>
    public async Task<JsonElement> DecideAsync(byte[] input, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent([.. "{\"input\":"u8, .. input, .. "}"u8]);
        content.Headers.ContentType = new("application/json");
        using var response = await _client.PostAsync(new Uri("/v1/data/aegis/policy/decision", UriKind.Relative), content, cancellation);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellation));
        return document.RootElement.GetProperty("result").Clone();
    }

    public void Dispose()
    {
        _client.Dispose();
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private bool IsReady(CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/health?bundles", UriKind.Relative));
            using var response = _client.Send(request, cancellation);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // It does not listen yet.
        }
    }

    private void Keep(string? line)
    {
        lock (_log) _log.AppendLine(line);
    }

    private string Log()
    {
        lock (_log) return _log.ToString();
    }
}
