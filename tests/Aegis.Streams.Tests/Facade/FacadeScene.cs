using System.Net;
using Aegis.Streams.Catalog;
using Aegis.Streams.Identity;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Kafka.Embedded;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Kafka.Owners;
using Aegis.Streams.Kafka.Policies;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.Publishing;
using Aegis.Streams.Server;
using Aegis.Streams.Server.Callers;
using Aegis.Streams.Server.Hosting;
using Aegis.Streams.Server.Peers;
using Aegis.Streams.State;
using Aegis.Streams.Tests.Vectors;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging.Abstractions;
using ServerFacade = Aegis.Streams.Server.Facade;

namespace Aegis.Streams.Tests.Facade;

/// <summary>An embedded broker with the tables of the vectors, an instance that decides on it, and a facade before it.</summary>
public sealed class FacadeScene : IAsyncDisposable
{
    public const string Token = "token-of-everybody";
    public const string AcmeToken = "token-of-acme";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly VectorFixture Fixture = VectorFixture.Load();

    private readonly EmbeddedBroker? _broker;
    private readonly List<IDisposable> _clients = [];
    private readonly List<DecisionApplication> _applications = [];
    private readonly List<ServerFacade> _others = [];
    private readonly Action? _deciding;
    private readonly TimeProvider _time;

    private FacadeScene(int partitions, Action? deciding = null, KafkaConnection? on = null, TimeProvider? time = null)
    {
        (_deciding, _time) = (deciding, time ?? TimeProvider.System);
        _broker = on is null ? EmbeddedBroker.Start() : null;
        Connection = on ?? new KafkaConnection(_broker!.BootstrapServers) { IsEmbedded = true };
        var topics = new[] { Topics.Intents, Topics.State, Topics.Decisions, Topics.Audit, Topics.DeadLetters }.Select(topic => (topic, partitions))
            .Concat(new[] { Topics.Owners, Topics.Catalog, Topics.Agents, Topics.Policies, "acme.replies", "globex.replies", "shared.replies" }.Select(topic => (topic, 1)));
        CreateTopics([.. topics]);
        LoadTables();
    }

    public TopicNames Topics { get; } = new();

    public KafkaConnection Connection { get; }

    public ServerFacade Facade { get; private set; } = null!;

    /// <summary>Gets the instances in the order of their starts; the facade stands before the first.</summary>
    public IReadOnlyList<DecisionApplication> Applications => _applications;

    public Uri Grpc => new(Facade.Addresses.First());

    public Uri Http => new(Facade.Addresses.Last());

    /// <summary>Starts as many instances as there are settings, each with a facade before it and a partition, which bring calls to each other.</summary>
    /// <param name="advertised">What each instance says of where its peers find it.</param>
    /// <param name="peers">The settings of each.</param>
    public static async Task<FacadeScene> StartPeersAsync(OwnerEndpoint[] advertised, PeerOptions[] peers)
    {
        var scene = new FacadeScene(peers.Length);
        for (var i = 0; i < peers.Length; i++) scene._applications.Add(scene.CreateApplication($"i-{i}", Fixture.Inputs.Policy!, advertised[i]));
        foreach (var application in scene._applications) application.Start();
        await scene.UntilAsync(() => scene._applications.TrueForAll(application => application.State == StreamsState.Running && application.RunningTasks.Count() == 1));
        var loopback = new FacadeEndpoint(new IPEndPoint(IPAddress.Loopback, 0), null);
        for (var i = 0; i < peers.Length; i++)
        {
            var facade = new ServerFacade(new FacadeOptions { Peers = peers[i] }, scene._applications[i], scene.Topics, scene.Connection, scene._time, NullLoggerFactory.Instance);
            if (i == 0) scene.Facade = facade;
            else scene._others.Add(facade);
            await facade.StartAsync(new FacadeHostOptions { Grpc = loopback, Http = loopback }, () => Callers);
        }

        // Every instance has read the claims of the others.
        await scene.UntilAsync(() => scene._applications.TrueForAll(application =>
            Agents.Count(agent => application.Calls.FindOwner("acme", agent) is not null) == Agents.Count(agent => application.Calls.IsElsewhere("acme", agent))));
        return scene;
    }

    /// <summary>Gets names of agents, of which murmur2 puts some into each of two partitions.</summary>
    public static IReadOnlyList<string> Agents { get; } = ["sales-composer", "prospect-finder", "finance-agent", "unlisted-agent", "retired-agent"];

    /// <summary>Gets the facades of the instances, in the order of their starts.</summary>
    public IReadOnlyList<ServerFacade> Facades => [Facade, .. _others];

    public static async Task<FacadeScene> StartAsync(
        int partitions = 1, int instances = 1, FacadeOptions? options = null, FacadeHostOptions? host = null, PolicySnapshot? policy = null, PublishedPolicies? published = null, Action? deciding = null, KafkaConnection? on = null, TimeProvider? time = null)
    {
        var scene = new FacadeScene(partitions, deciding, on, time);
        for (var i = 0; i < instances; i++) scene._applications.Add(scene.CreateApplication($"i-{i}", policy ?? Fixture.Inputs.Policy!, published: published));
        foreach (var application in scene._applications) application.Start();
        await scene.UntilAsync(() => scene._applications.TrueForAll(application => application.State == StreamsState.Running)
            && scene._applications.Sum(application => application.RunningTasks.Count()) == partitions);
        scene.Facade = new ServerFacade(options ?? new FacadeOptions(), scene._applications[0], scene.Topics, scene.Connection, scene._time, NullLoggerFactory.Instance);
        var loopback = new FacadeEndpoint(new IPEndPoint(IPAddress.Loopback, 0), null);
        await scene.Facade.StartAsync(host ?? new FacadeHostOptions { Grpc = loopback, Http = loopback, HasReflection = true }, () => Callers);
        return scene;
    }

    /// <summary>Starts another instance with a facade of its own, and waits until it decides.</summary>
    /// <param name="host">Where it listens, and what it offers.</param>
    public async Task<ServerFacade> AddAsync(FacadeHostOptions host)
    {
        var facade = await JoinAsync(host, new FacadeOptions());
        var application = _applications[^1];
        await UntilAsync(() => application.State == StreamsState.Running && application.RunningTasks.Any());
        return facade;
    }

    /// <summary>Starts another instance with a facade of its own, which listens before the instance decides.</summary>
    /// <param name="host">Where it listens, and what it offers.</param>
    /// <param name="options">Its settings.</param>
    public async Task<ServerFacade> JoinAsync(FacadeHostOptions host, FacadeOptions options)
    {
        var application = CreateApplication($"i-{_applications.Count}", _applications[0].Policy!);
        _applications.Add(application);
        application.Start();
        var facade = new ServerFacade(options, application, Topics, Connection, _time, NullLoggerFactory.Instance);
        _others.Add(facade);
        await facade.StartAsync(host, () => Callers);
        return facade;
    }

    /// <summary>Reads what a topic has until nothing follows for 2 seconds.</summary>
    public List<SourceRecord> ReadAll(string topic)
    {
        using var clients = new LibrdkafkaClients(Connection, "test", NullLogger.Instance);
        using var reader = clients.CreateReader("test");
        var partitions = clients.PartitionCount(topic, Patience)!.Value;
        reader.Assign(Enumerable.Range(0, partitions).ToDictionary(partition => new LogPartition(topic, partition), _ => 0L));
        var records = new List<SourceRecord>();
        for (var silence = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(silence) < TimeSpan.FromSeconds(2);)
        {
            if (reader.Poll(TimeSpan.FromMilliseconds(50)) is not { } record) continue;
            records.Add(record);
            silence = TimeProvider.System.GetTimestamp();
        }

        return records;
    }

    /// <summary>Waits for a state.</summary>
    public async Task UntilAsync(Func<bool> isReached)
    {
        for (var deadline = DateTime.UtcNow + Patience; !isReached(); await Task.Delay(5))
            Assert.True(DateTime.UtcNow < deadline, "The state was not reached.");
    }

    /// <summary>Reads the records of a topic until there are so many, and sees that no more follow.</summary>
    public List<SourceRecord> Read(string topic, int count)
    {
        using var clients = new LibrdkafkaClients(Connection, "test", NullLogger.Instance);
        using var reader = clients.CreateReader("test");
        var partitions = clients.PartitionCount(topic, Patience)!.Value;
        reader.Assign(Enumerable.Range(0, partitions).ToDictionary(partition => new LogPartition(topic, partition), _ => 0L));
        var records = new List<SourceRecord>();
        for (var deadline = DateTime.UtcNow + Patience; records.Count < count;)
        {
            if (reader.Poll(TimeSpan.FromMilliseconds(50)) is { } record) records.Add(record);
            else Assert.True(DateTime.UtcNow < deadline, $"{topic} has {records.Count} records of {count}.");
        }

        Assert.Null(reader.Poll(TimeSpan.FromMilliseconds(200)));
        return records;
    }

    /// <summary>Takes the embedded broker away, for good.</summary>
    public void StopBroker() => _broker!.Dispose();

    public async ValueTask DisposeAsync()
    {
        if (Facade is not null) await Facade.DisposeAsync();
        foreach (var facade in _others) await facade.DisposeAsync();
        foreach (var application in _applications) application.Dispose();
        foreach (var client in _clients) client.Dispose();
        _broker?.Dispose();
    }

    private static CallerRegister Callers { get; } = CallerFile.Read(
        "callers.yaml",
        $"""
        callers:
          - name: everybody
            token_sha256: {CallerRegister.HashOf(Token)}
            tenants: ["*"]
            bundles: true
            metrics: true
          - name: acme-quotes
            token_sha256: {CallerRegister.HashOf(AcmeToken)}
            tenants: [acme]
            agents: [sales-composer]
          - name: by-certificate
            certificate: spiffe://acme/quotes
            tenants: [acme]
        """,
        out _)!;

    private DecisionApplication CreateApplication(string name, PolicySnapshot policy, OwnerEndpoint? advertise = null, PublishedPolicies? published = null)
    {
        var clients = new LibrdkafkaClients(Connection, "aegis", NullLogger.Instance);
        _clients.Add(clients);
        var options = new DecisionOptions { InstanceId = name, HasOwners = advertise is not null, Advertise = advertise };
        return published is null
            ? new DecisionApplication(options, clients, policy, Fixture.Key, ReplyTopics, _time, NullLoggerFactory.Instance)
            : new DecisionApplication(options, clients, published, Fixture.Key, ReplyTopics, _time, NullLoggerFactory.Instance);
    }

    /// <summary>Finds the reply topics, which is asked for with each decision, before it is made.</summary>
    private ReplyTopicDirectory ReplyTopics()
    {
        _deciding?.Invoke();
        return Fixture.Inputs.ReplyTopics;
    }

    private void CreateTopics((string Name, int Partitions)[] topics)
    {
        if (_broker is not null)
        {
            foreach (var (name, partitions) in topics) _broker.CreateTopic(name, partitions);
            return;
        }

        using var admin = new AdminClientBuilder(Connection.ToClientConfig()).Build();
        admin.CreateTopicsAsync(topics.Select(topic => new TopicSpecification { Name = topic.Name, NumPartitions = topic.Partitions, ReplicationFactor = 1 })).GetAwaiter().GetResult();
    }

    private void LoadTables()
    {
        using var producer = new RecordProducer(Connection, NullLogger.Instance);
        foreach (var item in Fixture.CatalogItems) Load(Topics.Catalog, new CatalogItemCodec(), item);
        foreach (var agent in Fixture.Agents) Load(Topics.Agents, new AgentRegistrationCodec(), agent);
        Assert.True(producer.Flush(Patience));

        void Load<T>(string topic, ITableCodec<T> codec, T row)
            where T : class => producer.Produce(new OutboundRecord(topic, codec.EncodeKey(row), codec.Encode(row), []));
    }
}
