using System.Diagnostics;
using Aegis.Streams.Catalog;
using Aegis.Streams.Identity;
using Aegis.Streams.IntegrationTests.Brokers;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>One case: topics of its own with a catalog and agents, a seeded load, instances, and the checks at the end.</summary>
internal sealed class FaultScene : IDisposable
{
    public const int Partitions = 4;

    /// <summary>How many times longer a soak run keeps each case under load.</summary>
    public static readonly int Soak = int.TryParse(Environment.GetEnvironmentVariable("AEGIS_FAULT_SOAK"), out var times) ? times : 1;

    /// <summary>What the load and the moments of faults are drawn from.</summary>
    public static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("AEGIS_FAULT_SEED"), out var seed) ? seed : 4;

    /// <summary>Gets how long answers may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(90);

    private readonly List<InstanceProcess> _instances = [];
    private readonly ITestOutputHelper _output;
    private readonly KafkaConnection _connection;
    private DecisionWatch? _watch;
    private LoadProducer? _load;

    public FaultScene(KafkaConnection connection, ITestOutputHelper output, bool loadTables = true, string? prefix = null)
    {
        (_connection, _output) = (connection, output);
        Topics = new TopicNames(prefix ?? RealKafka.NewPrefix());
        Clients = new LibrdkafkaClients(connection, Topics.Prefix, NullLogger.Instance);
        CreateTopics();
        if (loadTables) LoadTables();
    }

    public TopicNames Topics { get; }

    public LibrdkafkaClients Clients { get; }

    public int Sent => _load!.Sent;

    /// <summary>Gets how many decisions and dead letters came so far.</summary>
    public int Answers => _watch!.Answers;

    public InstanceSettings Settings(string instanceId) => new()
    {
        BootstrapServers = _connection.BootstrapServers,
        Properties = new(_connection.Properties),
        Prefix = Topics.Prefix,
        InstanceId = instanceId,
    };

    public InstanceProcess Start(InstanceSettings settings)
    {
        var instance = InstanceProcess.Start(settings);
        _instances.Add(instance);
        return instance;
    }

    /// <summary>Starts the load.</summary>
    public void StartLoad(int records, int perSecond, bool repeats = true)
    {
        _watch = new DecisionWatch(Clients, Topics, Partitions);
        _load = new LoadProducer(_connection, new IntentLoad(Topics.Prefix, Seed, repeats), records * Soak, perSecond);
    }

    /// <summary>Waits until so many answers came, then measures the time without decisions.</summary>
    public void MeasureAfter(int answers)
    {
        WaitForAnswers(answers);
        _watch!.Measure();
    }

    public void WaitForAnswers(int count) => _watch!.WaitForAnswers(count, Patience, Describe);

    public void WaitForMoreAnswers(int count) => WaitForAnswers(_watch!.Answers + count);

    /// <summary>Waits until one of two instances has ended by itself.</summary>
    public InstanceProcess WaitForExitOfOne(InstanceProcess one, InstanceProcess other)
    {
        var clock = Stopwatch.StartNew();
        while (one.IsAlive && other.IsAlive)
        {
            Assert.True(clock.Elapsed < Patience, $"Both instances live on after {Patience}. {Describe()}");
            Thread.Sleep(50);
        }

        return one.IsAlive ? other : one;
    }

    /// <summary>Lets the load end and waits until every input has its answer.</summary>
    public void WaitUntilAnswered()
    {
        _load!.Finish(Patience * Soak);
        _watch!.WaitForAnswers(CountInputs(), Patience, Describe);
    }

    /// <summary>Lets the load end, waits for every answer, stops the instances and checks what is left behind.</summary>
    /// <param name="bound">What the time without decisions stays below on a machine that has nothing else to do.</param>
    /// <param name="survivors">The instances that must still live.</param>
    public void Finish(TimeSpan bound, params InstanceProcess[] survivors)
    {
        _load!.Finish(Patience * Soak);
        var (longest, shortest) = _watch!.EndMeasure();
        _watch.WaitForAnswers(CountInputs(), Patience, Describe);
        foreach (var instance in survivors) Assert.Equal(0, instance.Terminate());
        Check();
        _output.WriteLine($"{Sent} intents with seed {Seed}; time without decisions: {longest.TotalSeconds:0.0} s at most in one partition, {shortest.TotalSeconds:0.0} s in the luckiest (bound {bound.TotalSeconds:0} s).");

        // A busy machine takes a few times as long; what hangs or waits for the longest timeouts takes longer than that.
        Assert.True(longest < 3 * bound, $"A partition was without decisions for {longest}, more than three times {bound}. {Describe()}");
    }

    /// <summary>Checks what the stream left behind.</summary>
    public void Check(params string[] poison)
    {
        var faults = new StreamChecker(Clients, Topics, Partitions).Check(poison);
        Assert.True(faults.Count == 0, $"seed {Seed}:\n{string.Join('\n', faults)}\n{Describe()}");
    }

    public void Dispose()
    {
        _load?.Dispose();
        _watch?.Dispose();
        _instances.ForEach(instance => instance.Dispose());
        Clients.Dispose();
    }

    private int CountInputs() =>
        TopicReading.ReadAll(Clients, Topics.Intents, Patience).Count(record => record.FindHeader(RecordHeaderNames.ForwardedFrom) is null);

    private string Describe() => string.Join('\n', _instances.Select(instance =>
        $"--- {instance.Settings.InstanceId} ({(instance.IsAlive ? "alive" : "dead")})\n{Tail(instance.Log)}"));

    private static string Tail(string log) => log.Length < 6000 ? log : log[^6000..];

    private void CreateTopics()
    {
        using var admin = new AdminClientBuilder(_connection.ToClientConfig()).Build();
        var logAppendTime = new Dictionary<string, string> { ["message.timestamp.type"] = "LogAppendTime", ["max.message.bytes"] = "2000000" };
        var large = new Dictionary<string, string> { ["max.message.bytes"] = "3000000" };
        var compacted = new Dictionary<string, string> { ["cleanup.policy"] = "compact" };
        admin.CreateTopicsAsync(
        [
            Topic(Topics.Intents, logAppendTime), Topic(Topics.Decisions, []), Topic(Topics.Audit, []), Topic(Topics.DeadLetters, large),
            Topic(IntentLoad.ReplyTopicOf(Topics.Prefix), []), Topic(Topics.State, compacted), Topic(Topics.Catalog, compacted), Topic(Topics.Agents, compacted),
        ]).Wait(Patience);

        // The controller has them; the broker learns of them a moment later.
        foreach (var topic in new[] { Topics.Intents, Topics.Decisions, Topics.Audit, Topics.DeadLetters, Topics.State, Topics.Catalog, Topics.Agents })
            Assert.True(SpinWait.SpinUntil(() => Clients.PartitionCount(topic, Patience) is not null, Patience), $"{topic} was not created.");

        static TopicSpecification Topic(string name, Dictionary<string, string> configs) =>
            new() { Name = name, NumPartitions = Partitions, ReplicationFactor = 1, Configs = configs };
    }

    private void LoadTables()
    {
        using var producer = new RecordProducer(_connection, NullLogger.Instance);
        var (agents, catalog) = (new AgentRegistrationCodec(), new CatalogItemCodec());
        for (var number = 0; number < IntentLoad.Tenants; number++)
        {
            var tenant = $"t{number:D2}";
            foreach (var (name, isEnabled) in new[] { ("sales-composer", true), ("retired", false) })
            {
                var agent = new AgentRegistration { Tenant = tenant, Agent = name, IsEnabled = isEnabled };
                producer.Produce(new OutboundRecord(Topics.Agents, agents.EncodeKey(agent), agents.Encode(agent), []));
            }

            foreach (var sku in Enumerable.Range(0, IntentLoad.ActiveSkus).Select(sku => $"SKU-{sku:D2}").Append("SKU-OLD"))
            {
                var item = new CatalogItem { Tenant = tenant, Sku = sku, State = sku == "SKU-OLD" ? CatalogItemState.Inactive : CatalogItemState.Active };
                producer.Produce(new OutboundRecord(Topics.Catalog, catalog.EncodeKey(item), catalog.Encode(item), []));
            }
        }

        Assert.True(producer.Flush(Patience));
    }
}
