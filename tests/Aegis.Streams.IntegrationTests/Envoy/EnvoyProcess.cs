using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Aegis.Streams.IntegrationTests.Envoy;

/// <summary>A real Envoy with a configuration; what it writes to its access logs is kept.</summary>
internal sealed class EnvoyProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly string _folder;
    private readonly List<string> _lines = [];
    private readonly StringBuilder _log = new();

    private EnvoyProcess(Process process, string folder)
    {
        (_process, _folder) = (process, folder);
        process.OutputDataReceived += (_, line) =>
        {
            lock (_lines)
                if (line.Data is not null) _lines.Add(line.Data);
        };
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_log) _log.AppendLine(line.Data);
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Starts it, and waits until it is live.</summary>
    public static EnvoyProcess Start(string configuration, int adminPort)
    {
        var folder = Directory.CreateTempSubdirectory("aegis-envoy-").FullName;
        var file = Path.Combine(folder, "envoy.yaml");
        var admin = string.Create(CultureInfo.InvariantCulture, $"admin: {{ address: {{ socket_address: {{ address: 127.0.0.1, port_value: {adminPort} }} }} }}\n");
        File.WriteAllText(file, admin + configuration);
        var start = new ProcessStartInfo(EnvoyBinary.Path, ["-c", file, "--concurrency", "1", "--disable-hot-restart", "--log-level", "warning", "--file-flush-interval-msec", "50"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var envoy = new EnvoyProcess(Process.Start(start)!, folder);
        using var client = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{adminPort}")) };
        var isLive = SpinWait.SpinUntil(() => envoy._process.HasExited || IsLive(client), Patience) && !envoy._process.HasExited;
        if (isLive) return envoy;
        envoy.Dispose();
        throw new InvalidOperationException($"Envoy did not start: {envoy._log}");
    }

    /// <summary>Waits for a line of the access log.</summary>
    public string WaitForLine(Func<string, bool> isWanted)
    {
        string? found = null;
        Assert.True(SpinWait.SpinUntil(() => (found = Lines().FirstOrDefault(isWanted)) is not null, Patience), "The line did not come.");
        return found!;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static bool IsLive(HttpClient client)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/ready", UriKind.Relative));
            using var response = client.Send(request);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // It does not listen yet.
        }
    }

    private string[] Lines()
    {
        lock (_lines) return [.. _lines];
    }
}
