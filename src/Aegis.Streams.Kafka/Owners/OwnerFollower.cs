using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Kafka.Tables;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Owners;

/// <summary>
/// Follows the topic of owners on a thread of its own. Not with the tables that decisions need: its transactions may hang, and whoever ends them must be able to start without it. What is
/// not known of owners costs time alone.
/// </summary>
internal sealed class OwnerFollower : IDisposable
{
    private static readonly TimeSpan StopWait = TimeSpan.FromSeconds(1);

    private readonly ManualResetEventSlim _stopping = new();
    private readonly OwnerTable _table;
    private readonly GlobalTableReader _reader;
    private readonly Thread _thread;

    /// <summary>Initializes a follower; nothing is read before <see cref="Start"/>.</summary>
    /// <param name="name">Name for the broker's logs.</param>
    /// <param name="table">What is read.</param>
    /// <param name="clients">The cluster.</param>
    /// <param name="time">The clock.</param>
    /// <param name="metrics">The instruments.</param>
    /// <param name="logger">The log.</param>
    public OwnerFollower(string name, OwnerTable table, IStreamClients clients, TimeProvider time, StreamMetrics metrics, ILogger logger)
    {
        _table = table;
        _reader = new GlobalTableReader($"{name}-owners", [table], clients, time, pause => _stopping.Wait(pause), logger, metrics);
        _thread = new Thread(Run) { Name = "aegis-owners", IsBackground = true };
    }

    /// <summary>Gets what was read so far.</summary>
    public OwnerTable Table => _table;

    /// <summary>Starts to read.</summary>
    public void Start() => _thread.Start();

    /// <summary>Ends to read, waiting a moment for it; calls go by the log from then on.</summary>
    public void Stop()
    {
        _stopping.Set();
        if (_thread.IsAlive) _thread.Join(StopWait);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Set();
        if (_thread.IsAlive) _thread.Join();
        _reader.Dispose();
        _stopping.Dispose();
    }

    private void Run()
    {
        Exception? last = null;
        while (!_stopping.IsSet)
        {
            try
            {
                if (last is not null) _reader.Restart(last);
                _reader.RunOnce();
                last = null;
            }
            catch (Exception fault)
            {
                // Whatever it is, calls go by the log meanwhile.
                last = fault;
            }
        }
    }
}
