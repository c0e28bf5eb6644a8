using Aegis.Streams.Audit;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Lists;
using Aegis.Streams.Lists.Manifest;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Lists;

/// <summary>An instance that sanitizes lists: the pipeline of lists in the stream runtime, under a group of its own, and the finalizer beside it.</summary>
public sealed class ListApplication : IDisposable
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan FaultPause = TimeSpan.FromSeconds(2);

    private readonly StreamMetrics _streamMetrics = new();
    private readonly ListMetrics _metrics = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ListOptions _options;
    private readonly IStreamClients _clients;
    private readonly IStreamClients _readers;
    private readonly ListTable _table;
    private readonly ManifestSigner _signer;
    private readonly Action<OutboundRecord> _publish;
    private readonly ILogger _logger;
    private readonly StreamsApplication _streams;
    private Thread? _finalizing;

    /// <summary>Initializes an instance; nothing runs before <see cref="Start"/>.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="clients">The cluster.</param>
    /// <param name="readers">The cluster, for the many readers of the finalizer: what each may hold in memory should be little.</param>
    /// <param name="policy">Finds the policy set that is active now; <see langword="null"/>: none is, and lists are refused. Called on the stream threads.</param>
    /// <param name="key">The keys of commitments and hashes follow from it.</param>
    /// <param name="signer">Signs manifests.</param>
    /// <param name="publish">Writes a record, acknowledged by all in-sync replicas; throws <see cref="StreamClientException"/> if it was not. Called on a thread of its own.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Makes the logs.</param>
    /// <exception cref="ArgumentException">Settings are out of bounds; the message names every one.</exception>
    public ListApplication(
        ListOptions options, IStreamClients clients, IStreamClients readers, Func<PolicySnapshot?> policy, CommitmentKey key, ManifestSigner signer,
        Action<OutboundRecord> publish, TimeProvider time, ILoggerFactory loggers)
    {
        (_options, _clients, _readers, _signer, _publish) = (options, clients, readers, signer, publish);
        _logger = loggers.CreateLogger<ListApplication>();
        _table = new ListTable(options.Pipeline.Topics, _streamMetrics, _logger);
        _streams = new StreamsApplication(
            options.ToStreamsOptions(), clients, () => new ListProcessor(new ListPipeline(options.Pipeline, key), policy, time, _metrics, _logger),
            [_table.Table], time, _streamMetrics, loggers.CreateLogger<StreamsApplication>());
    }

    /// <summary>Happens at each change of <see cref="State"/>, on the thread that caused it. Must not block.</summary>
    public event Action<StreamsState>? StateChanged
    {
        add => _streams.StateChanged += value;
        remove => _streams.StateChanged -= value;
    }

    /// <summary>Gets the state.</summary>
    public StreamsState State => _streams.State;

    /// <summary>Gets a task that ends when the instance has stopped; it fails with the fault that stopped it.</summary>
    public Task Completion => _streams.Completion;

    /// <summary>Starts.</summary>
    /// <exception cref="InvalidOperationException">It was started before.</exception>
    public void Start()
    {
        _streams.Start();
        _finalizing = new Thread(RunFinalizer) { Name = "aegis-lists-finalizer", IsBackground = true };
        _finalizing.Start();
    }

    /// <summary>Stops in order: what is open is committed, the group is left.</summary>
    /// <param name="timeout">How long to wait.</param>
    /// <returns>Whether everything stopped in time.</returns>
    public bool Stop(TimeSpan timeout)
    {
        _stopping.Cancel();
        return _streams.Stop(timeout) && (_finalizing?.Join(timeout) ?? true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Cancel();
        _finalizing?.Join();
        _streams.Dispose();
        _stopping.Dispose();
        _metrics.Dispose();
        _streamMetrics.Dispose();
    }

    private void RunFinalizer()
    {
        ListFinalizer? finalizer = null;
        var pause = LookInterval;
        while (!_stopping.Token.WaitHandle.WaitOne(pause))
        {
            if (_streams.State != StreamsState.Running) continue;
            try
            {
                finalizer ??= new ListFinalizer(
                    _options.Pipeline.Topics, _readers, _table, () => _streams.RunningTasks, PartitionCount(), _signer, _publish, _metrics, _logger);
                pause = finalizer.RunOnce(_stopping.Token) ? LookInterval : FaultPause;
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                // Whatever it is, decisions and rows go on; what was not closed is tried again.
                _logger.FinalizerFailed(fault is StreamClientException or StreamsHaltedException ? fault.Message : fault.GetType().Name);
                pause = FaultPause;
            }
        }
    }

    private int PartitionCount() => StateLayout.PartitionCount(_clients, _options.ToStreamsOptions(), CallTimeout);
}
