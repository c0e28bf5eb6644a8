using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Lists;
using Aegis.Streams.Lists.Manifest;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Publishing;
using Google.Protobuf;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Lists;

/// <summary>
/// Closes lists of which every row is sanitized: reads them back, and publishes their manifests. It works outside of transactions and may do a list twice,
/// after a crash or while a partition changes hands: a manifest follows from what is committed, so the second says what the first did.
/// </summary>
internal sealed class ListFinalizer(
    TopicNames topics, IStreamClients clients, ListTable table, Func<IEnumerable<int>> ownedTasks, int partitionCount, ManifestSigner signer,
    Action<OutboundRecord> publish, ListMetrics metrics, ILogger logger)
{
    private readonly ListRecords _records = new(topics);

    /// <summary>Closes the lists that can be.</summary>
    /// <param name="stopping">Ends it.</param>
    /// <returns>Whether everything was closed that can be; otherwise something failed, and is to be tried again.</returns>
    public bool RunOnce(CancellationToken stopping)
    {
        var isDone = true;
        foreach (var row in table.FindUnclosed().Where(IsOwned))
        {
            try
            {
                Close(row, stopping);
            }
            catch (Exception fault) when (fault is not (OutOfMemoryException or OperationCanceledException))
            {
                // One list must not keep the others open. What a fault that is none of the client's says may be of the list itself.
                logger.ClosingFailed(row.Tenant, row.List, fault is StreamClientException ? fault.Message : fault.GetType().Name);
                isDone = false;
            }
        }

        return isDone;
    }

    private bool IsOwned(ListRow row) => ownedTasks().Contains(Murmur2.Partition(ListKeys.OfList(row.Tenant, row.List), partitionCount));

    private void Close(ListRow row, CancellationToken stopping)
    {
        var status = row.Status!;
        var heading = status.Heading;
        var closing = new ListClosing { Tenant = heading.Tenant, List = heading.List, SubmissionId = heading.SubmissionId };
        if (ListAttestation.Read(status, clients, topics, out var manifest, stopping) is { } fault) (closing.Code, closing.Message) = (fault.Code, fault.Message);
        else closing.Envelope = UnsafeByteOperations.UnsafeWrap(signer.Sign(manifest!).ToJson());

        // Reading a long list takes its time, and another instance may have closed it meanwhile.
        if (!IsOwned(row) || !table.FindUnclosed().Any(unclosed => unclosed.Status!.Heading.SubmissionId == heading.SubmissionId)) return;
        publish(_records.OfClosing(closing));
        metrics.Closed(closing.Code);
        if (closing.Code.Length > 0) logger.ListNotAttested(heading.Tenant, heading.List, closing.Code, closing.Message);
        else logger.ListClosed(heading.Tenant, heading.List, manifest!.Tally.RowsIn, manifest.Tally.RowsOut, manifest.Tally.RowsQuarantined, signer.KeyId);
    }
}
