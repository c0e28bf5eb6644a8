using System.Diagnostics;
using System.Text.Json;
using Aegis.Streams.Kafka.Runtime;

namespace Aegis.Streams.Cli.Bench;

/// <summary>The process under test, seen from the benchmark.</summary>
internal sealed class StreamUnderTest : IDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;

    private StreamUnderTest(Process process) => _process = process;

    /// <summary>Starts the process; its stream starts at once.</summary>
    /// <param name="settings">What to tell it.</param>
    /// <returns>The process.</returns>
    /// <exception cref="CliRefusalException">It cannot be started.</exception>
    public static StreamUnderTest Start(HostSettings settings)
    {
        var start = OwnProgram.Start("bench", StreamBenchCommand.HostVerb);
        start.RedirectStandardError = false;
        var process = Process.Start(start) ?? throw CliRefusalException.Fault("the process under test did not start");
        process.StandardInput.WriteLine(JsonSerializer.Serialize(settings, BenchJson.Default.HostSettings));
        process.StandardInput.Flush();
        return new StreamUnderTest(process);
    }

    /// <summary>Asks what the process has used.</summary>
    /// <returns>The reading.</returns>
    /// <exception cref="CliRefusalException">The process has ended.</exception>
    public HostReading Read()
    {
        try
        {
            _process.StandardInput.WriteLine("read");
            _process.StandardInput.Flush();
            if (_process.StandardOutput.ReadLine() is { } line && JsonSerializer.Deserialize(line, BenchJson.Default.HostReading) is { } reading) return reading;
        }
        catch (IOException)
        {
            // A broken pipe: it has ended, which is said below.
        }

        throw CliRefusalException.Fault("the process under test ended by itself; what it said stands above");
    }

    /// <summary>Waits until the stream runs: tables complete, partitions assigned.</summary>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="stopping">Ends the wait.</param>
    /// <exception cref="CliRefusalException">It does not in time, or has ended.</exception>
    public void WaitUntilRunning(TimeSpan timeout, CancellationToken stopping)
    {
        var started = Stopwatch.GetTimestamp();
        while (Read() is var reading && reading.State != nameof(StreamsState.Running))
        {
            if (reading.State == nameof(StreamsState.Error)) throw CliRefusalException.Fault("the stream under test stopped by a fault; what it said stands above");
            if (Stopwatch.GetElapsedTime(started) > timeout) throw CliRefusalException.Fault($"the stream under test did not run within {timeout.TotalSeconds:0} s; it is {reading.State}");
            stopping.WaitHandle.WaitOne(AskAgainAfter);
            stopping.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Stops the process in order; one that does not stop is killed.</summary>
    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already.
        }

        if (!_process.WaitForExit(StopTimeout)) _process.Kill();
        _process.Dispose();
    }
}
