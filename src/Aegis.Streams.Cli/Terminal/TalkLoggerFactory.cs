using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Cli.Terminal;

/// <summary>Makes loggers that write to the error stream.</summary>
/// <param name="talk">The talk.</param>
/// <param name="format">How lines look.</param>
/// <param name="threshold">The least important level that is written.</param>
/// <param name="time">The clock.</param>
internal sealed class TalkLoggerFactory(Talk talk, LogFormat format, LogThreshold threshold, TimeProvider time) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new TalkLogger(talk, format, categoryName, threshold, time);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("Logs of the command line go to its error stream only.");

    public void Dispose()
    {
    }
}
