using System.Diagnostics;
using System.Text;

namespace Aegis.Streams.IntegrationTests.Readme;

/// <summary>A command that goes on until it is told to stop.</summary>
internal sealed class BackgroundCommand : IDisposable
{
    private readonly ReadmeStep _step;
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource _shown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public BackgroundCommand(Workspace workspace, ReadmeStep step, string command)
    {
        _step = step;
        var start = workspace.Shell($"exec {command} 2>&1");
        start.RedirectStandardOutput = true;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.Exited += (_, _) => _shown.TrySetException(new InvalidOperationException("It ended."));
        _process.Start();
        _process.BeginOutputReadLine();
    }

    private string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>Waits until it has printed what the README shows.</summary>
    public async Task IsShown(TimeSpan patience)
    {
        try
        {
            await _shown.Task.WaitAsync(patience);
        }
        catch (Exception fault) when (fault is TimeoutException or InvalidOperationException)
        {
            Assert.Fail($"README.md:{_step.Line}: `{_step.Command}` did not show what is written there ({fault.Message}), but:\n{Output}");
        }
    }

    /// <summary>Stops it as Ctrl-C would.</summary>
    /// <returns>Its exit code.</returns>
    public int Stop(TimeSpan patience)
    {
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        kill.WaitForExit();
        Assert.True(_process.WaitForExit(patience), $"`{_step.Command}` goes on after it was told to stop:\n{Output}");
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lock (_output)
        {
            _output.Append(line).Append('\n');
            if (_step.IsShownBy(_output.ToString(), isComplete: false)) _shown.TrySetResult();
        }
    }
}
