using System.Diagnostics;

namespace Aegis.Streams.Cli.Bench.Facade;

/// <summary>A process beside the benchmark, whose lines can be waited for, and which ends with it.</summary>
internal sealed class WatchedProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(15);

    private readonly Process _process;
    private readonly string _name;
    private readonly List<string> _lines = [];

    public WatchedProcess(string name, ProcessStartInfo start, string input = "")
    {
        _name = name;
        _process = Process.Start(start) ?? throw CliRefusalException.Fault($"{name} did not start");
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _process.StandardInput.Write(input);
        _process.StandardInput.Flush();
    }

    /// <summary>Waits for a line that holds a text.</summary>
    /// <returns>The line.</returns>
    /// <exception cref="CliRefusalException">It does not come.</exception>
    public string WaitFor(string text)
    {
        lock (_lines)
        {
            var started = Stopwatch.GetTimestamp();
            while (true)
            {
                if (_lines.Find(line => line.Contains(text, StringComparison.Ordinal)) is { } found) return found;
                if (_process.HasExited || Stopwatch.GetElapsedTime(started) > Patience) throw CliRefusalException.Fault($"{_name} is not ready; it said last: {(_lines.Count > 0 ? _lines[^1] : "nothing")}");
                Monitor.Wait(_lines, TimeSpan.FromMilliseconds(100));
            }
        }
    }

    /// <summary>Waits until it ends by itself.</summary>
    /// <returns>The lines that it said.</returns>
    /// <exception cref="CliRefusalException">It does not, or it failed.</exception>
    public IReadOnlyList<string> Finish()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(Patience)) throw CliRefusalException.Fault($"{_name} does not end");
        _process.WaitForExit();
        lock (_lines) return _process.ExitCode == 0 ? [.. _lines] : throw CliRefusalException.Fault($"{_name} failed: {string.Join(' ', _lines)}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit(StopTimeout);
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_lines)
        {
            _lines.Add(line);
            Monitor.PulseAll(_lines);
        }
    }
}
