using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Cli.Terminal;

/// <summary>Writes a log to the error stream, between the lines of the talk. Thread-safe.</summary>
/// <param name="talk">The talk.</param>
/// <param name="format">How lines look.</param>
/// <param name="category">What the lines are about.</param>
/// <param name="threshold">The least important level that is written.</param>
/// <param name="time">The clock.</param>
internal sealed class TalkLogger(Talk talk, LogFormat format, string category, LogThreshold threshold, TimeProvider time) : ILogger
{
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= threshold.Level && logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel)) return;
        var message = formatter(state, exception);
        talk.Log(TerminalText.Clean(format == LogFormat.Json ? Json(logLevel, eventId, state, exception, message) : Text(logLevel, exception, message)));
    }

    private static string Name(LogLevel level) => level switch
    {
        LogLevel.Critical => "critical",
        LogLevel.Error => "error",
        LogLevel.Warning => "warning",
        LogLevel.Information => "info",
        _ => "debug",
    };

    private static string Describe(Exception fault) => fault.InnerException is { } inner ? $"{fault.Message} ({Describe(inner)})" : fault.Message;

    private string Text(LogLevel level, Exception? fault, string message)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {Name(level),-8} {message}");
        return fault is null ? line : $"{line} {Describe(fault)}";
    }

    private string Json<TState>(LogLevel level, EventId eventId, TState state, Exception? fault, string message)
    {
        var output = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(output, JsonOptions))
        {
            json.WriteStartObject();
            json.WriteString("time", time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("level", Name(level));
            json.WriteString("category", category);
            json.WriteNumber("event_id", eventId.Id);
            if (eventId.Name is { } name) json.WriteString("event", name);
            json.WriteString("message", message);
            if (fault is not null) json.WriteString("fault", Describe(fault));
            if (state is IReadOnlyList<KeyValuePair<string, object?>> { Count: > 1 } values)
            {
                json.WriteStartObject("values");
                foreach (var (key, value) in values)
                    if (key != "{OriginalFormat}") json.WriteString(key, Convert.ToString(value, CultureInfo.InvariantCulture));
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
