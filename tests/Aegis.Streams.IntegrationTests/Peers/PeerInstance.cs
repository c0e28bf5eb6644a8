using System.Diagnostics;
using Aegis.Streams.IntegrationTests.Cli;

namespace Aegis.Streams.IntegrationTests.Peers;

/// <summary>`aegis up --roles streams,facade` as a process of its own, on ports that stay its own over restarts.</summary>
/// <param name="name">Its name.</param>
/// <param name="grpc">Where callers ask by gRPC.</param>
/// <param name="http">Where callers ask by HTTP.</param>
/// <param name="arguments">The command line.</param>
internal sealed class PeerInstance(string name, Uri grpc, Uri http, string[] arguments) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private CliProcess? _process;

    public string Name => name;

    /// <summary>Gets where callers ask by gRPC.</summary>
    public Uri Grpc => grpc;

    /// <summary>Gets where callers ask by HTTP.</summary>
    public Uri Http => http;

    /// <summary>Gets what the process of now has said.</summary>
    public string Log => _process?.Error.ToString() ?? "";

    /// <summary>Gets a value indicating whether the process was started and not ended by a test.</summary>
    public bool IsUp => _process is not null;

    /// <summary>Gets a value indicating whether the process lives.</summary>
    public bool IsAlive => _process is { HasExited: false };

    /// <summary>Starts the process where it does not run, and waits until it decides.</summary>
    public void EnsureRunning()
    {
        if (_process is null) Start();
        WaitUntilRunning();
    }

    public void Start()
    {
        Assert.Null(_process);
        _process = new CliProcess(arguments);
    }

    public void WaitUntilRunning()
    {
        var clock = Stopwatch.StartNew();
        while (!Log.Contains("RUNNING\n", StringComparison.Ordinal) || !Log.Contains("The facade listens on ", StringComparison.Ordinal))
        {
            Assert.True(!_process!.HasExited && clock.Elapsed < Patience, $"{name} does not decide: {Log}");
            Thread.Sleep(20);
        }
    }

    public void Signal(string signal) => _process!.Signal(signal);

    public void Kill()
    {
        _process!.Signal("KILL");
        Drop();
    }

    /// <summary>Ends the process in order.</summary>
    public void Terminate()
    {
        _process!.Signal("TERM");
        Assert.True(_process.ExitCode() == 0, $"{name} ended with a fault: {Log}");
        Drop();
    }

    public void Dispose() => Drop();

    private void Drop()
    {
        _process?.Dispose();
        _process = null;
    }
}
