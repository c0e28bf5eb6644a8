using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Aegis.Streams.Cli.Connections;

/// <summary>Where an embedded broker answers. A running instance leaves it in its state folder.</summary>
/// <param name="BootstrapServers">The address.</param>
/// <param name="ProcessId">The process that holds the broker.</param>
/// <param name="StartedAt">When it was written.</param>
internal sealed record EmbeddedAddress(
    [property: JsonPropertyName("bootstrap_servers")] string BootstrapServers,
    [property: JsonPropertyName("pid")] int ProcessId,
    [property: JsonPropertyName("started_at")] DateTimeOffset StartedAt)
{
    // The kernel counts the start of a process in ticks since its own, so the two clocks may differ a little.
    private static readonly TimeSpan ClockSlack = TimeSpan.FromSeconds(2);

    /// <summary>Says whether the process still runs: another one may have its number by now.</summary>
    public bool IsAlive()
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return !process.HasExited && process.StartTime.ToUniversalTime() <= StartedAt.UtcDateTime + ClockSlack;
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
