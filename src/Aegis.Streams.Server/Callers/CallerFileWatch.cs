using Aegis.Streams.Server.Hosting;
using Aegis.Streams.Yaml;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Server.Callers;

/// <summary>
/// The register of a file of callers, read again when it changes. A file that has become wrong or is gone changes nothing, and neither does one that still changes: half a file can name the
/// same callers with more rights. Thread-safe.
/// </summary>
public sealed class CallerFileWatch : IDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly string _file;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private volatile CallerRegister _register;

    // What was looked at last, and what was judged last: a text, or why there is none.
    private string _seen;
    private string _judged;

    /// <summary>Initializes the watch.</summary>
    /// <param name="file">The file.</param>
    /// <param name="register">What was read of it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public CallerFileWatch(string file, CallerRegister register, TimeProvider time, ILogger logger)
    {
        (_file, _register, _logger) = (file, register, logger);

        // It may have changed since it was read for the first time.
        _seen = _judged = YamlFile.ReadText(file, out var problem) ?? problem!;
        if (CallerFile.Read(file, _seen, out _) is { } read) _register = read;
        _timer = time.CreateTimer(_ => Refresh(), null, LookInterval, LookInterval);
    }

    /// <summary>Gets the register that counts now.</summary>
    public CallerRegister Register => _register;

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Refresh()
    {
        var text = YamlFile.ReadText(_file, out var problem);
        var (now, before) = (text ?? problem!, _seen);
        _seen = now;
        if (now != before || now == _judged) return;
        _judged = now;
        if (text is null)
        {
            _logger.CallersNotRead(_file, problem!);
        }
        else if (CallerFile.Read(_file, text, out var errors) is { } read)
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
