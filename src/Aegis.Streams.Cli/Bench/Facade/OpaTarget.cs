using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Aegis.Streams.Cli.Bench.Facade;

/// <summary>A real Open Policy Agent as a server, with the bundle of the sample policies, asked over HTTP/1.1. It writes no audit and looks into no catalog.</summary>
internal sealed class OpaTarget : IDisposable
{
    private const int MostConnections = 64;
    private static readonly Uri Decision = new("/v1/data/aegis/policy/decision", UriKind.Relative);

    private readonly WatchedProcess _process;
    private readonly HttpClient _client;
    private readonly byte[] _input;

    private OpaTarget(WatchedProcess process, HttpClient client, byte[] input) => (_process, _client, _input) = (process, client, input);

    /// <summary>Starts it, and waits until it answers.</summary>
    public static async Task<OpaTarget> StartAsync(CommandRun run, string program, string folder)
    {
        var policies = Path.Combine(run.Host.Home, "policies", "demo");
        var bundle = Path.Combine(folder, "bundle.tar.gz");
        using (var build = new WatchedProcess("aegis policy build", OwnProgram.Start("policy", "build", policies, "-o", bundle))) build.Finish();
        using var write = new WatchedProcess("aegis policy input", OwnProgram.Start("policy", "input", policies, "-", "--group", "finance", "--role", "billing-clerk"), BenchQuestion.Json + "\n");
        var input = write.Finish().Single(line => line.StartsWith('{'));
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}");
        free.Stop();
        var start = new ProcessStartInfo(program, ["run", "--server", "--skip-version-check", "--log-level", "error", "--addr", address, "--bundle", bundle])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = MostConnections }) { BaseAddress = new Uri($"http://{address}"), Timeout = TimeSpan.FromSeconds(10) };
        var target = new OpaTarget(new WatchedProcess("Open Policy Agent", start), client, Encoding.UTF8.GetBytes($$"""{"input":{{input}}}"""));
        for (var attempt = 0; attempt < 100; attempt++)
        {
            try
            {
                if (await target.AskAsync().ConfigureAwait(false)) return target;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(100, run.Stopping).ConfigureAwait(false);
        }

        target.Dispose();
        throw CliRefusalException.Fault("Open Policy Agent gives no right answer to the question of the load");
    }

    /// <summary>Asks.</summary>
    /// <returns>Whether the answer is the right one.</returns>
    public async Task<bool> AskAsync()
    {
        using var content = new ByteArrayContent(_input);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await _client.PostAsync(Decision, content).ConfigureAwait(false);
        var answer = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
        return response.IsSuccessStatusCode && answer.AsSpan().IndexOf("\"verdict\":\"allow\""u8) >= 0;
    }

    public void Dispose()
    {
        _client.Dispose();
        _process.Dispose();
    }
}
