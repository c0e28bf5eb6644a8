using Aegis.Streams.IntegrationTests.Brokers;
using Aegis.Streams.IntegrationTests.Faults;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Pipeline;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging.Abstractions;
using GroupProtocol = Aegis.Streams.Kafka.Librdkafka.GroupProtocol;

namespace Aegis.Streams.IntegrationTests.Librdkafka;

/// <summary>What a real broker's refusals look like through our clients.</summary>
[Collection(FaultTests.Name)]
[Trait("Category", "Kafka")]
public sealed class ClientFaultTests(FaultBroker broker)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _prefix = RealKafka.NewPrefix();

    [Fact]
    public void RecordTooLargeForItsTopic_IsRecordRejectedAndTheNextProducerGoesOn()
    {
        CreateTopic("small", "1000");
        using var clients = Clients();
        using (var producer = Begin(clients))
        {
            producer.Produce(Record("small", 200_000));
            Assert.Equal(StreamClientFault.RecordRejected, FaultOf(() => producer.Commit(Patience)));
        }

        using var next = Begin(clients);
        next.Produce(Record("small", 10));
        next.Commit(Patience);
    }

    [Fact]
    public void SharedTransactionalId_TheOlderProducerIsFenced()
    {
        CreateTopic("out");
        using var clients = Clients();
        using var older = Begin(clients);
        older.Produce(Record("out", 10));
        using var newer = Begin(clients);

        Assert.Equal(StreamClientFault.Fenced, FaultOf(() => older.Commit(Patience)));
    }

    [Fact]
    public void TransactionOlderThanItsTimeout_IsFenced()
    {
        CreateTopic("out");
        using var clients = new LibrdkafkaClients(broker.Connection, _prefix, NullLogger.Instance) { TransactionTimeout = TimeSpan.FromSeconds(1) };
        using var producer = Begin(clients);
        producer.Produce(Record("out", 10));
        while (clients.Ranges([new LogPartition($"{_prefix}.out", 0)], Patience).Values.Single().End < 2)
        {
            // The broker writes the abort marker when it sweeps.
        }

        Assert.Equal(StreamClientFault.Fenced, FaultOf(() => producer.Commit(Patience)));
    }

    [Fact]
    public void TopicIsDeletedUnderTheProducer_TheTransactionFailsAndTheProducerIsNotDead()
    {
        CreateTopic("gone");
        using var clients = Clients();
        using var producer = Begin(clients);
        producer.Produce(Record("gone", 10));
        producer.Commit(Patience);
        Admin(admin => admin.DeleteTopicsAsync([$"{_prefix}.gone"]));

        producer.Begin();
        var fault = FaultOf(() =>
        {
            producer.Produce(Record("gone", 10));
            producer.Commit(Patience);
        });

        // Which of the two it is depends on what the client learns first: that the topic is gone, or that its records went nowhere.
        Assert.True(fault is StreamClientFault.UnknownTopic or StreamClientFault.AbortRequired, $"The fault is {fault}.");
    }

    [Fact]
    public void SecondMemberOfOneName_IsToldSoUntilTheFirstHasLeft()
    {
        CreateTopic("in");
        using var clients = Clients();
        using var first = clients.CreateConsumer("same");
        var assigned = Join(first);
        using (var second = clients.CreateConsumer("same"))
        {
            second.Subscribe([$"{_prefix}.in"], new AssignmentListener());
            Assert.Equal(StreamClientFault.MemberIdInUse, FaultOf(() => PollFor(second, () => false)));
        }

        Assert.Single(assigned.Partitions);
        first.Close();
        using var third = clients.CreateConsumer("same");
        Assert.Single(Join(third).Partitions);
        third.Close();
    }

    [Fact]
    public void ClassicGroup_SecondMemberOfOneName_FencesTheFirst()
    {
        CreateTopic("in");
        using var clients = new LibrdkafkaClients(broker.Connection with { GroupProtocol = GroupProtocol.Classic }, _prefix, NullLogger.Instance);
        using var first = clients.CreateConsumer("same");
        Join(first);
        using var second = clients.CreateConsumer("same");
        Join(second);

        Assert.Equal(StreamClientFault.Fenced, FaultOf(() => PollFor(first, () => false)));
        second.Close();
    }

    private LibrdkafkaClients Clients() => new(broker.Connection, _prefix, NullLogger.Instance);

    private ITransactionalProducer Begin(LibrdkafkaClients clients)
    {
        var producer = clients.CreateProducer($"{_prefix}-producer");
        producer.InitTransactions(Patience);
        producer.Begin();
        return producer;
    }

    private OutboundRecord Record(string topic, int bytes)
    {
        var value = new byte[bytes];
        new Random(1).NextBytes(value);
        return new OutboundRecord($"{_prefix}.{topic}", null, value, []);
    }

    private AssignmentListener Join(IGroupConsumer consumer)
    {
        var listener = new AssignmentListener();
        consumer.Subscribe([$"{_prefix}.in"], listener);
        PollFor(consumer, () => listener.Partitions.Count > 0);
        return listener;
    }

    private static void PollFor(IGroupConsumer consumer, Func<bool> isReached)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (!isReached())
        {
            consumer.Poll(TimeSpan.FromMilliseconds(50));
            Assert.True(DateTime.UtcNow < deadline, "The group never answered as expected.");
        }
    }

    private static StreamClientFault FaultOf(Action call) => Assert.Throws<StreamClientException>(call).Fault;

    private void CreateTopic(string name, string maxBytes = "1000000") => Admin(admin => admin.CreateTopicsAsync(
        [new TopicSpecification { Name = $"{_prefix}.{name}", NumPartitions = 1, ReplicationFactor = 1, Configs = new() { ["max.message.bytes"] = maxBytes } }]));

    private void Admin(Func<IAdminClient, Task> call)
    {
        using var admin = new AdminClientBuilder(broker.Connection.ToClientConfig()).Build();
        call(admin).Wait(Patience);
    }

    private sealed class AssignmentListener : IRebalanceListener
    {
        public List<LogPartition> Partitions { get; } = [];

        public void PartitionsAssigned(IReadOnlyList<LogPartition> partitions) => Partitions.AddRange(partitions);

        public void PartitionsRevoked(IReadOnlyList<LogPartition> partitions) => Partitions.RemoveAll(partitions.Contains);

        public void PartitionsLost(IReadOnlyList<LogPartition> partitions) => Partitions.RemoveAll(partitions.Contains);
    }
}
