using System.Diagnostics;

namespace Aegis.Streams.Cli.Bench;

/// <summary>Measures the CPU of the broker's process, if it was named.</summary>
internal sealed class BrokerMeter : IDisposable
{
    private readonly Process? _process;

    /// <exception cref="CliRefusalException">There is no such process.</exception>
    public BrokerMeter(int? pid)
    {
        try
        {
            _process = pid is { } id ? Process.GetProcessById(id) : null;
        }
        catch (ArgumentException fault)
        {
            throw CliRefusalException.Usage($"--broker-pid {pid}: there is no such process; {fault.Message}");
        }
    }

    /// <summary>Reads the CPU used so far.</summary>
    /// <returns>Seconds; <see langword="null"/>: no process was named.</returns>
    public double? Seconds()
    {
        _process?.Refresh();
        return _process?.TotalProcessorTime.TotalSeconds;
    }

    public void Dispose() => _process?.Dispose();
}
