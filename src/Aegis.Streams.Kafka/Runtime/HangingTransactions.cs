using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Kafka.Runtime;

/// <summary>
/// Ends what a broker left open of the transactions of a new producer's predecessors, by an aborted transaction that touches every place where
/// that could be. A broker that loses its leaders while it ends a transaction drops the markers (Kafka 4.3,
/// `TransactionMarkerChannelManager`: "likely deleted already and hence can be skipped"): the records stay open, the offsets stay pending, and the
/// next commit of the same producer id would commit both.
/// </summary>
internal sealed class HangingTransactions(IStreamClients clients, StreamsOptions options)
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);
    private static readonly byte[] Key = [0];

    /// <summary>Aborts them. A failure leaves the producer of no use.</summary>
    /// <param name="producer">A producer that is initialised and has no open transaction.</param>
    /// <param name="membership">The consumer's membership.</param>
    /// <param name="topics">Further topics that the predecessor wrote to.</param>
    /// <exception cref="StreamClientException">It did not work.</exception>
    public void Abort(ITransactionalProducer producer, IGroupMembership membership, IReadOnlySet<string> topics)
    {
        if (!clients.HidesAborted) return;
        producer.Begin();
        foreach (var topic in topics.Concat(options.OutputTopics).Append(options.ChangelogTopic).Distinct(StringComparer.Ordinal))
        {
            // A topic that has gone has nothing open.
            var count = clients.PartitionCount(topic, CallTimeout) ?? 0;
            for (var partition = 0; partition < count; partition++) producer.Produce(new OutboundRecord(topic, Key, null, [], partition));
        }

        producer.Flush(CallTimeout);

        // Any offset reaches the group's coordinator. That of no input can never be taken for a position, should this transaction be left open as well.
        producer.SendOffsets(new Dictionary<LogPartition, long> { [new(options.ChangelogTopic, 0)] = 0 }, membership, CallTimeout);
        producer.Abort(CallTimeout);
    }
}
