using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Cli.Terminal;

/// <summary>The least important level that is logged, which may change while the process runs. Thread-safe.</summary>
/// <param name="level">The level at the start.</param>
internal sealed class LogThreshold(LogLevel level)
{
    private volatile int _level = (int)level;

    public LogLevel Level
    {
        get => (LogLevel)_level;
        set => _level = (int)value;
    }
}
