using Aegis.Streams.Policy;

namespace Aegis.Streams.Server.Bundles;

/// <summary>The bundle of the policies that are active, and word of the next one. Thread-safe.</summary>
internal sealed class BundleSource : IDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(200);

    private readonly BundleOptions _options;
    private readonly Func<PolicySnapshot?> _policy;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private BundleEdition _edition;
    private CancellationTokenSource _superseded = new();
    private bool _isClosed;

    /// <summary>Initializes a source.</summary>
    /// <param name="options">How policies are served.</param>
    /// <param name="policy">Finds those that are active.</param>
    /// <param name="time">The clock.</param>
    public BundleSource(BundleOptions options, Func<PolicySnapshot?> policy, TimeProvider time)
    {
        (_options, _policy) = (options, policy);
        _edition = new BundleEdition(policy(), options);
        _timer = time.CreateTimer(_ => Refresh(), null, LookInterval, LookInterval);
    }

    /// <summary>Finds the edition of this moment, with a token that fires when it is superseded, or nobody is to wait any longer.</summary>
    public (BundleEdition Edition, CancellationToken Superseded) Current()
    {
        Refresh();
        lock (_lock) return (_edition, _superseded.Token);
    }

    /// <summary>Ends every wait, now and from now on.</summary>
    public void Close()
    {
        lock (_lock)
        {
            if (_isClosed) return;
            _isClosed = true;
        }

        _superseded.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        Close();
        _superseded.Dispose();
    }

    private void Refresh()
    {
        var policy = _policy();
        CancellationTokenSource ended;
        lock (_lock)
        {
            if (_isClosed || policy?.Revision == _edition.Revision) return;
            _edition = new BundleEdition(policy, _options);
            (ended, _superseded) = (_superseded, new CancellationTokenSource());
        }

        ended.Cancel();
        ended.Dispose();
    }
}
