using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Kafka.Tables;
using Aegis.Streams.Lists;
using Aegis.Streams.Publishing;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Lists;

/// <summary>The table of lists, as every instance that sanitizes them holds it.</summary>
internal sealed class ListTable(TopicNames topics, StreamMetrics metrics, ILogger logger)
{
    private readonly GlobalTable<ListRow> _table = new(topics.Lists, new ListRowCodec(), metrics, logger);

    /// <summary>Gets the table.</summary>
    public IGlobalTable Table => _table;

    /// <summary>Finds the lists whose rows are all sanitized, and that nobody has closed.</summary>
    public IReadOnlyList<ListRow> FindUnclosed()
    {
        var rows = _table.Snapshot;
        return [.. rows.Rows.Select(row => row.Value.Value).Where(row => row.Status is { State: Protocol.V1.ListState.Sanitized } status
            && rows.Find(ListKeys.OfManifest(row.Tenant, row.List)).Row?.Value.Closing?.SubmissionId != status.Heading.SubmissionId)];
    }
}
