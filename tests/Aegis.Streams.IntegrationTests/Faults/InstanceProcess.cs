using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Aegis.Streams.Kafka.Runtime;

namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>An instance in a process of its own, which can be stopped, frozen and killed.</summary>
internal sealed class InstanceProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _changed = new(false);
    private string _state = "";

    private InstanceProcess(InstanceSettings settings)
    {
        Settings = settings;
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(InstanceProcess).Assembly.Location);
        start.ArgumentList.Add(InstanceProgram.Verb);
        start.ArgumentList.Add(JsonSerializer.Serialize(settings));
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Write(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public InstanceSettings Settings { get; }

    public int Id => _process.Id;

    public bool IsAlive => !_process.HasExited;

    /// <summary>Gets what the instance has logged so far.</summary>
    public string Log
    {
        get
        {
            lock (_lock) return _log.ToString();
        }
    }

    public static InstanceProcess Start(InstanceSettings settings) => new(settings);

    public void WaitUntilRunning() => WaitFor(StreamsState.Running.ToString());

    public void WaitFor(string state)
    {
        var clock = Stopwatch.StartNew();
        while (_state != state)
        {
            Assert.True(IsAlive, $"Instance {Settings.InstanceId} ended with {(IsAlive ? 0 : _process.ExitCode)} before it was {state}.\n{Log}");
            Assert.True(clock.Elapsed < Patience, $"Instance {Settings.InstanceId} is {_state}, not {state}.\n{Log}");
            _changed.WaitOne(TimeSpan.FromMilliseconds(100));
        }
    }

    /// <summary>Waits until the log has a text, or the process is gone.</summary>
    public void WaitForLog(string text)
    {
        var clock = Stopwatch.StartNew();
        while (!Log.Contains(text, StringComparison.Ordinal))
        {
            Assert.True(clock.Elapsed < Patience, $"Instance {Settings.InstanceId} never logged `{text}`.\n{Log}");
            _changed.WaitOne(TimeSpan.FromMilliseconds(100));
        }
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Sends a signal, such as STOP, CONT or TERM.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{Id}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Ends the process in order.</summary>
    /// <returns>Its exit code.</returns>
    public int Terminate()
    {
        Assert.True(IsAlive, $"Instance {Settings.InstanceId} had died.\n{Log}");
        Signal("TERM");
        return WaitForExit();
    }

    public int WaitForExit()
    {
        Assert.True(_process.WaitForExit(Patience), $"Instance {Settings.InstanceId} does not end.\n{Log}");
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (IsAlive) Kill();
        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null) return;
        Write($"state {line}");
        _state = line;
        _changed.Set();
    }

    private void Write(string? line)
    {
        if (line is null) return;
        lock (_lock) _log.AppendLine(line);
        _changed.Set();
    }
}
