using Aegis.Streams.Kafka.Testing;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Tests.Runtime.Simulation;

/// <summary>What happened in a run, for whoever must find out why it failed: its own notes and the logs of the instances, by simulated time.</summary>
internal sealed class SimulationTrace
{
    private const int MaxLines = 20_000;
    private readonly List<string> _lines = [];
    private SimulatedTime? _time;
    private DateTimeOffset _started;

    public void Use(SimulatedTime time) => (_time, _started) = (time, time.GetUtcNow());

    public void Note(string source, string text)
    {
        if (_lines.Count == MaxLines) _lines.RemoveRange(0, MaxLines / 2);
        var elapsed = _time is null ? TimeSpan.Zero : _time.GetUtcNow() - _started;
        _lines.Add($"{elapsed.TotalSeconds,9:F3} {source,-8} {text}");
    }

    public ILogger Logger(string source) => new TraceLogger(this, source);

    public override string ToString() => string.Join('\n', _lines.TakeLast(200));

    private sealed class TraceLogger(SimulationTrace trace, string source) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) trace.Note(source, exception is null ? formatter(state, exception) : $"{formatter(state, exception)} {exception.GetType().Name}: {exception.Message}");
        }
    }
}
