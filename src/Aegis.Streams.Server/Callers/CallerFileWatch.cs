using Aegis.Streams.Server.Hosting;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Server.Callers;

/// <summary>The register of a file of callers, read again when it changes. A file that has become wrong changes nothing. Thread-safe.</summary>
public sealed class CallerFileWatch : IDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

    private readonly string _file;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private volatile CallerRegister _register;
    private string _text;

    /// <summary>Initializes the watch.</summary>
    /// <param name="file">The file.</param>
    /// <param name="register">What was read of it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public CallerFileWatch(string file, CallerRegister register, TimeProvider time, ILogger logger)
    {
        (_file, _register, _logger, _text) = (file, register, logger, ReadText(file) ?? "");

        // It may have changed since it was read for the first time.
        if (CallerFile.Read(file, _text, out _) is { } read) _register = read;
        _timer = time.CreateTimer(_ => Refresh(), null, LookInterval, LookInterval);
    }

    /// <summary>Gets the register that counts now.</summary>
    public CallerRegister Register => _register;

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private static string? ReadText(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void Refresh()
    {
        if (ReadText(_file) is not { } text || text == _text) return;
        _text = text;
        if (CallerFile.Read(_file, text, out var errors) is { } read)
        {
            _register = read;
            _logger.CallersChanged(_file);
        }
        else
        {
            _logger.CallersNotRead(_file, string.Join("; ", errors));
        }
    }
}
