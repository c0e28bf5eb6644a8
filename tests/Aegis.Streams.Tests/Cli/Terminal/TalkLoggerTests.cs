using System.Text;
using Aegis.Streams.Cli.Terminal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Aegis.Streams.Tests.Cli.Terminal;

public sealed partial class TalkLoggerTests
{
    private readonly StringBuilder _output = new();

    [Fact]
    public void Text_IsOneLineWithTheCausesOfAFault()
    {
        Moved(Logger(LogFormat.Text), LogLevel.Warning, 3, new InvalidOperationException("outer\n", new IOException("inner")));

        Assert.Equal("2026-11-24T10:00:00.000Z warning  Task 3 moved. outer\\u000a (inner)\n", _output.ToString());
    }

    [Fact]
    public void Json_HasTheValuesOfTheMessage()
    {
        Moved(Logger(LogFormat.Json), LogLevel.Information, 3, null);

        Assert.Equal(
            """{"time":"2026-11-24T10:00:00.000Z","level":"info","category":"up","event_id":7,"event":"Moved","message":"Task 3 moved.","values":{"Task":"3"}}""" + "\n",
            _output.ToString());
    }

    [Fact]
    public void LessThanTheMinimum_IsNotWritten()
    {
        Moved(Logger(LogFormat.Text), LogLevel.Debug, 3, null);

        Assert.Empty(_output.ToString());
    }

    [LoggerMessage(EventId = 7, Message = "Task {Task} moved.")]
    private static partial void Moved(ILogger logger, LogLevel level, int task, Exception? fault);

    private TalkLogger Logger(LogFormat format) => new(
        new Talk(new Screen(new StringWriter(_output), isTerminal: false, isColorful: false, width: 80), isQuiet: false), format, "up", new LogThreshold(LogLevel.Information),
        new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero)));
}
