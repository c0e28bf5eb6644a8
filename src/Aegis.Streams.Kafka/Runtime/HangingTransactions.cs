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

    // No key of a changelog begins so, and a compacted topic wants one.
    private static readonly byte[] Key = "aegis.abort"u8.ToArray();

    /// <summary>Aborts them. A failure leaves the producer of no use.</summary>
    /// <param name="producer">A producer that is initialised and has no open transaction.</param>
    /// <param name="membership">Reads the consumer's membership.</param>
    /// <param name="written">The topics that its predecessors wrote to. A topic that no longer takes records leaves it.</param>
    /// <exception cref="StreamClientException">It did not work.</exception>
    public void Abort(ITransactionalProducer producer, Func<IGroupMembership> membership, HashSet<string> written)
    {
        if (!clients.EnforcesIsolation) return;
        var topics = written.Concat(options.OutputTopics).Append(options.ChangelogTopic).Distinct(StringComparer.Ordinal);

        // A topic that has gone has nothing open.
        var partitions = topics.SelectMany(topic => Enumerable.Range(0, clients.PartitionCount(topic, CallTimeout) ?? 0).Select(number => new LogPartition(topic, number))).ToList();
        producer.Begin();
        try
        {
            foreach (var (topic, partition) in partitions) producer.Produce(new OutboundRecord(topic, Key, null, [], partition));
            producer.Flush(CallTimeout);

            // Any offset reaches the group's coordinator. That of no input can never be taken for a position, should this transaction be left open as well.
            producer.SendOffsets(new Dictionary<LogPartition, long> { [new(options.ChangelogTopic, 0)] = 0 }, membership(), CallTimeout);
        }
        catch (StreamClientException fault) when (fault.Fault is StreamClientFault.NotAuthorized or StreamClientFault.UnknownTopic or StreamClientFault.RecordRejected)
        {
            // Nobody says which topic it is. One that belongs to a tenant must not keep the others from their answers.
            written.Clear();
            throw;
        }

        producer.Abort(CallTimeout);
    }
}
