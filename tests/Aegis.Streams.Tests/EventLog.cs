using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Tests;

/// <summary>Keeps the ids of what is logged. Thread-safe.</summary>
internal sealed class EventLog : ILogger
{
    private readonly Lock _lock = new();
    private readonly List<int> _ids = [];

    /// <summary>Gets the events so far, in order.</summary>
    public IReadOnlyList<int> Events
    {
        get
        {
            lock (_lock) return [.. _ids];
        }
    }

    /// <summary>Gets those of policies.</summary>
    public IReadOnlyList<int> PolicyEvents => [.. Events.Where(id => id is >= 3000 and < 3100)];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lock) _ids.Add(eventId.Id);
    }
}
