using Aegis.Streams.Audit;
using Aegis.Streams.Catalog;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Owners;
using Aegis.Streams.Kafka.Policies;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Kafka.Tables;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Publication;
using Aegis.Streams.Publishing;
using Aegis.Streams.State;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Decisions;

/// <summary>An instance that decides intents: the pipeline in the stream runtime, with its tables.</summary>
public sealed class DecisionApplication : IDisposable
{
    private readonly StreamMetrics _streamMetrics = new();
    private readonly DecisionMetrics _decisionMetrics = new();
    private readonly PolicyMetrics _policyMetrics = new();
    private readonly DecisionTables _tables;
    private readonly PolicyTable? _published;
    private readonly PolicySnapshot? _fixed;
    private readonly StreamsApplication _streams;
    private readonly OwnerWriter? _owners;
    private readonly OwnerWriter? _heartbeats;
    private readonly OwnerFollower? _follower;

    /// <summary>Initializes an instance with a policy set that stays; nothing runs before <see cref="Start"/>.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="clients">The cluster.</param>
    /// <param name="policy">The policy set.</param>
    /// <param name="commitmentKey">The key of the commitments in audit entries.</param>
    /// <param name="replyTopics">Finds what is known of reply topics now; called for each intent, on the stream threads.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Makes the logs.</param>
    /// <exception cref="ArgumentException">Settings are out of bounds; the message names every one.</exception>
    public DecisionApplication(
        DecisionOptions options, IStreamClients clients, PolicySnapshot policy, CommitmentKey commitmentKey,
        Func<ReplyTopicDirectory> replyTopics, TimeProvider time, ILoggerFactory loggers)
        : this(options, clients, policy, null, commitmentKey, replyTopics, time, loggers)
    {
    }

    /// <summary>Initializes an instance that decides by what is published; nothing runs before <see cref="Start"/>.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="clients">The cluster.</param>
    /// <param name="policies">How publications are read. Before the first valid one, everything is denied.</param>
    /// <param name="commitmentKey">The key of the commitments in audit entries.</param>
    /// <param name="replyTopics">Finds what is known of reply topics now; called for each intent, on the stream threads.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Makes the logs.</param>
    /// <exception cref="ArgumentException">Settings are out of bounds; the message names every one.</exception>
    public DecisionApplication(
        DecisionOptions options, IStreamClients clients, PublishedPolicies policies, CommitmentKey commitmentKey,
        Func<ReplyTopicDirectory> replyTopics, TimeProvider time, ILoggerFactory loggers)
        : this(options, clients, null, policies, commitmentKey, replyTopics, time, loggers)
    {
    }

    private DecisionApplication(
        DecisionOptions options, IStreamClients clients, PolicySnapshot? policy, PublishedPolicies? policies, CommitmentKey commitmentKey,
        Func<ReplyTopicDirectory> replyTopics, TimeProvider time, ILoggerFactory loggers)
    {
        var logger = loggers.CreateLogger<DecisionApplication>();
        _fixed = policy;
        _published = policies is null ? null : new PolicyTable(options.Pipeline.Topics.Policies, policies, _policyMetrics, logger);
        if (_published is not null) _policyMetrics.ObserveActive(() => _published.Active);
        _tables = new DecisionTables(options.Pipeline.Topics, _streamMetrics, logger);
        IReadOnlyList<IGlobalTable> tables = _published is null ? _tables.All : [.. _tables.All, _published];
        var reader = new IntentReader(options.Limits);
        var pipeline = new DecisionPipeline(options.Pipeline, reader, commitmentKey);
        if (options.HasOwners)
        {
            var identity = new OwnerIdentity(options.InstanceId, time.GetUtcNow().ToUnixTimeMilliseconds(), options.Advertise);
            _owners = new OwnerWriter(options.Pipeline.Topics.Owners, identity, time);
            _follower = new OwnerFollower(options.InstanceId, new OwnerTable(options.Pipeline.Topics.Owners, _streamMetrics, logger), clients, time, _streamMetrics, logger);
        }

        var processor = new DecisionProcessor(pipeline, () => Policy, _tables, replyTopics, time, _decisionMetrics, logger, _owners);
        _streams = new StreamsApplication(
            options.ToStreamsOptions(), clients, () => processor, tables, time, _streamMetrics, loggers.CreateLogger<StreamsApplication>());
        Calls = new DecisionCalls(options.Pipeline.Topics.Intents, reader, processor, _streams, time) { Owners = _follower?.Table, InstanceId = options.InstanceId };
        _heartbeats = options.Advertise is null ? null : _owners;
    }

    /// <summary>Gets how often <see cref="Heartbeat"/> is to be written.</summary>
    public static TimeSpan HeartbeatInterval => OwnerSnapshot.HeartbeatInterval;

    /// <summary>Happens at each change of <see cref="State"/>, on the thread that caused it. Must not block.</summary>
    public event Action<StreamsState>? StateChanged
    {
        add => _streams.StateChanged += value;
        remove => _streams.StateChanged -= value;
    }

    /// <summary>Gets the state.</summary>
    public StreamsState State => _streams.State;

    /// <summary>Gets the part of tables and state that has been read back, 0 to 1.</summary>
    public double Progress => _streams.Progress;

    /// <summary>Gets what decides synchronous calls.</summary>
    public DecisionCalls Calls { get; }

    /// <summary>Gets the partition numbers whose keys this instance decides, as of a moment ago. May be read from any thread.</summary>
    public IEnumerable<int> RunningTasks => _streams.RunningTasks;

    /// <summary>Gets a task that ends when the instance has stopped; it fails with the fault that stopped it.</summary>
    public Task Completion => _streams.Completion;

    /// <summary>Gets the catalog as it was read so far.</summary>
    public TableSnapshot<CatalogItem> Catalog => _tables.Catalog;

    /// <summary>Gets the register of agents as it was read so far.</summary>
    public TableSnapshot<AgentRegistration> Agents => _tables.Agents;

    /// <summary>
    /// Gets the policy set that decides now. <see langword="null"/>, before one is published, and a set without rules both mean that everything is denied: the instance
    /// runs, and is not ready. May be read from any thread.
    /// </summary>
    public PolicySnapshot? Policy => _published is null ? _fixed : _published.Active?.Snapshot;

    /// <summary>Gets the publication that decides now; <see langword="null"/>: none does, or the policy set is no published one.</summary>
    public ActivePolicy? ActivePublication => _published?.Active;

    /// <summary>Gets a value indicating whether the end of the published policies was last seen too long ago, or they no longer lead to what decides here; <see langword="false"/> where the policy set is no published one.</summary>
    public bool IsPolicyStale => _published?.IsStale ?? false;

    /// <summary>Gets a value indicating whether the global tables are read to the end that they had at the start.</summary>
    public bool HasTables => _streams.HasTables;

    /// <summary>Gets a value indicating whether decisions may rest on the global tables: they are read, and what changes is still followed.</summary>
    public bool FollowsTables => _streams.FollowsTables;

    /// <summary>Gets the stream threads that run, as of a moment ago. May be read from any thread.</summary>
    public IReadOnlyList<ThreadReading> Threads => _streams.Threads;

    /// <summary>Gets the global tables, as of a moment ago. May be read from any thread.</summary>
    public IReadOnlyList<TableReading> Tables => [.. _streams.Tables.Select(table => table with { Rows = _tables.RowsOf(table.Topic) })];

    /// <summary>Gets the last publication that was refused; <see langword="null"/>: none was, or the policy set is no published one.</summary>
    public PublicationEntry? LastPolicyRefusal => _published?.History.LastOrDefault(entry => entry.RefusalCode is not null);

    /// <summary>Gets what was published, in the order of offsets; empty where the policy set is no published one.</summary>
    internal IReadOnlyList<PublicationEntry> PolicyHistory => _published?.History ?? [];

    /// <summary>Makes the record that says that this instance lives, to be written outside of any transaction every <see cref="HeartbeatInterval"/>.</summary>
    /// <returns>The record; <see langword="null"/>: the instance advertises no endpoint, so that nobody asks.</returns>
    public OutboundRecord? Heartbeat() => _heartbeats?.Heartbeat();

    /// <summary>Makes the record that says that this instance has stopped in order.</summary>
    /// <returns>The record; <see langword="null"/>: the instance advertises no endpoint.</returns>
    public OutboundRecord? Farewell() => _heartbeats?.Farewell();

    /// <summary>Starts.</summary>
    /// <exception cref="InvalidOperationException">It was started before.</exception>
    public void Start()
    {
        _streams.Start();
        _follower?.Start();
    }

    /// <summary>Stops in order: what is open is committed, the group is left.</summary>
    /// <param name="timeout">How long to wait.</param>
    /// <returns>Whether everything stopped in time.</returns>
    public bool Stop(TimeSpan timeout)
    {
        _follower?.Stop();
        return _streams.Stop(timeout);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _streams.Dispose();
        _follower?.Dispose();
        _streamMetrics.Dispose();
        _decisionMetrics.Dispose();
        _policyMetrics.Dispose();
    }
}
