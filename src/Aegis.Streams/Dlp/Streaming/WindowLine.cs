using System.Runtime.ExceptionServices;

namespace Aegis.Streams.Dlp.Streaming;

/// <summary>
/// The windows of a scan, in a ring: one thread cuts them, any number scan them, and one takes them in their order. Who has nothing to do sleeps and does not
/// spin, since the cores are for those who scan.
/// </summary>
/// <param name="length">How many windows are under way at most.</param>
internal sealed class WindowLine(int length)
{
    private readonly object _gate = new();
    private readonly ScannedWindow[] _ring = [.. Enumerable.Range(0, length).Select(_ => new ScannedWindow())];
    private long _cut; // How many were cut, are or were scanned, and were taken.
    private long _claimed;
    private long _taken;
    private bool _isWhole;
    private bool _isEnded;
    private Exception? _fault;

    /// <summary>Waits for a window that may be cut.</summary>
    /// <returns>The window, until <see cref="AddCut"/>; <see langword="null"/>: the scan was ended.</returns>
    public ScannedWindow? WaitForFree()
    {
        lock (_gate)
        {
            while (!_isEnded && _cut - _taken == length) Monitor.Wait(_gate);
            return _isEnded ? null : At_NeedsLock(_cut);
        }
    }

    /// <summary>Hands on the window that was waited for.</summary>
    public void AddCut()
    {
        lock (_gate)
        {
            At_NeedsLock(_cut++).IsScanned = false;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Says that no more windows come.</summary>
    /// <param name="fault">Why; <see langword="null"/>: all were cut.</param>
    public void Complete(Exception? fault)
    {
        lock (_gate)
        {
            (_isWhole, _fault) = (true, fault);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits for a window to scan.</summary>
    /// <returns>The window, until <see cref="AddScanned"/>; <see langword="null"/>: there are no more, or the scan was ended.</returns>
    public ScannedWindow? Claim()
    {
        lock (_gate)
        {
            while (!_isEnded && _claimed == _cut && !_isWhole) Monitor.Wait(_gate);
            return _isEnded || _claimed == _cut ? null : At_NeedsLock(_claimed++);
        }
    }

    /// <summary>Hands on a window that was claimed.</summary>
    /// <param name="window">The window.</param>
    /// <param name="fault">Why it could not be scanned; <see langword="null"/>: it was.</param>
    public void AddScanned(ScannedWindow window, Exception? fault)
    {
        lock (_gate)
        {
            (window.IsScanned, window.Fault) = (true, fault);
            if (window == At_NeedsLock(_taken)) Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits for the next window in order.</summary>
    /// <returns>The window, until <see cref="Free"/>; <see langword="null"/>: there are no more, or the scan was ended. What went wrong with it, or after the last one, is thrown.</returns>
    public ScannedWindow? Take()
    {
        lock (_gate)
        {
            while (!_isEnded && !(_taken < _cut ? At_NeedsLock(_taken).IsScanned : _isWhole)) Monitor.Wait(_gate);
            if (_isEnded) return null;
            if ((_taken < _cut ? At_NeedsLock(_taken).Fault : _fault) is { } fault) ExceptionDispatchInfo.Throw(fault);
            return _taken < _cut ? At_NeedsLock(_taken) : null;
        }
    }

    /// <summary>Gives back the window that was taken.</summary>
    public void Free()
    {
        lock (_gate)
        {
            _taken++;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Ends the scan: nobody waits any more.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isEnded = true;
            Monitor.PulseAll(_gate);
        }
    }

    private ScannedWindow At_NeedsLock(long number) => _ring[(int)(number % length)];
}
