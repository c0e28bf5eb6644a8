using System.Text;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Testing;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Tests.Testing;

/// <summary>A cluster with an input of four partitions and an output of one, and short ways to use them.</summary>
internal sealed class ClusterScene
{
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);
    public static readonly LogPartition Out = new("out", 0);

    public ClusterScene(SimulatedClusterOptions? options = null, FaultScript? faults = null)
    {
        Cluster = new SimulatedCluster(options, faults);
        Cluster.CreateTopic("in", 4);
        Cluster.CreateTopic("out", 1, maxRecordBytes: 100);
        Process = Cluster.Start("one");
    }

    public SimulatedCluster Cluster { get; }

    public SimulatedProcess Process { get; }

    public ITransactionalProducer Producer(string transactionalId = "tx", SimulatedProcess? process = null)
    {
        var producer = (process ?? Process).CreateProducer(transactionalId);
        producer.InitTransactions(Wait);
        return producer;
    }

    public ITransactionalProducer OpenTransaction(string value, string transactionalId = "tx")
    {
        var producer = Producer(transactionalId);
        producer.Begin();
        Produce(producer, value);
        return producer;
    }

    public (IGroupConsumer Consumer, RecordingListener Listener) Member(string name, SimulatedProcess? process = null)
    {
        var (consumer, listener) = ((process ?? Process).CreateConsumer(name), new RecordingListener());
        consumer.Subscribe(["in"], listener);
        return (consumer, listener);
    }

    public ILogReader ReadOut(long from = 0)
    {
        var reader = Process.CreateReader("reader");
        reader.Assign(new Dictionary<LogPartition, long> { [Out] = from });
        return reader;
    }

    public IReadOnlyList<string> CommittedOut() => [.. Cluster.AllCommitted("out").Select(Text)];

    public static LogPartition In(int partition) => new("in", partition);

    public static Dictionary<LogPartition, long> Offset(int partition, long offset) => new() { [In(partition)] = offset };

    public static string Text(SourceRecord record) => Encoding.UTF8.GetString(record.Value!);

    public static void Produce(ITransactionalProducer producer, string value) =>
        producer.Produce(new OutboundRecord("out", "k"u8.ToArray(), Encoding.UTF8.GetBytes(value), []));

    public static StreamClientFault FaultOf(Action call) => Assert.Throws<StreamClientException>(call).Fault;
}
