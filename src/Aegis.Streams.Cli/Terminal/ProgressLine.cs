using System.Globalization;

namespace Aegis.Streams.Cli.Terminal;

/// <summary>A bar with a count and a rate at the bottom of a terminal; elsewhere nothing. Thread-safe enough for one reporter.</summary>
internal sealed class ProgressLine : IDisposable
{
    private const int BarColumns = 30;
    private static readonly TimeSpan FirstEstimate = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RedrawInterval = TimeSpan.FromMilliseconds(100);

    private readonly Talk _talk;
    private readonly string _what;
    private readonly string _unit;
    private readonly TimeProvider _time;
    private readonly long _started;
    private long _drawn;

    /// <summary>Initializes a bar; nothing is drawn before the first report.</summary>
    /// <param name="talk">The talk.</param>
    /// <param name="what">What is done, such as `loading`.</param>
    /// <param name="unit">What is counted, such as `lines`.</param>
    /// <param name="time">The clock.</param>
    public ProgressLine(Talk talk, string what, string unit, TimeProvider time)
    {
        (_talk, _what, _unit, _time) = (talk, what, unit, time);
        _started = time.GetTimestamp();
    }

    /// <summary>Gets how many were done before it began: they say nothing of how fast it is.</summary>
    /// <value>The default is 0.</value>
    public long Before { get; init; }

    /// <summary>Shows how far it is; at most ten times a second.</summary>
    /// <param name="count">How many are done.</param>
    /// <param name="part">The part of the whole, 0 to 1; <see langword="null"/>: the whole is not known.</param>
    public void Report(long count, double? part)
    {
        if (!_talk.IsTerminal || (_drawn != 0 && _time.GetElapsedTime(_drawn) < RedrawInterval)) return;
        _drawn = _time.GetTimestamp();
        var elapsed = _time.GetElapsedTime(_started);
        _talk.Status(Render(_what, _unit, count, part, elapsed, Before) + Left(part, elapsed, part * Before / Math.Max(count, 1)));
    }

    /// <inheritdoc/>
    public void Dispose() => _talk.Status(null);

    internal static string Render(string what, string unit, long count, double? part, TimeSpan elapsed, long before = 0)
    {
        var rate = elapsed > TimeSpan.Zero ? (count - before) / elapsed.TotalSeconds : 0;
        var tail = string.Create(CultureInfo.InvariantCulture, $"{count:N0} {unit}  {rate:N0}/s");
        if (part is not { } share) return $"{what}  {tail}";
        var filled = (int)(Math.Clamp(share, 0, 1) * BarColumns);
        return string.Create(CultureInfo.InvariantCulture, $"{what} [{new string('=', filled)}{new string(' ', BarColumns - filled)}] {Math.Clamp(share, 0, 1):P0}  {tail}");
    }

    /// <summary>Says how long it still takes if it goes on so; not in the first seconds, which say little.</summary>
    internal static string Left(double? part, TimeSpan elapsed, double? before = null)
    {
        if (part is not (> 0 and <= 1) || part <= (before ?? 0) || elapsed < FirstEstimate) return "";
        var seconds = (long)Math.Ceiling(elapsed.TotalSeconds * (1 - part.Value) / (part.Value - (before ?? 0)));
        return string.Create(CultureInfo.InvariantCulture, $"  {seconds / 60}:{seconds % 60:00} left");
    }
}
