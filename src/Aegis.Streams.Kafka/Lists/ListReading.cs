using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Lists;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Kafka.Lists;

/// <summary>Opens the chunks of a list for reading.</summary>
public static class ListReading
{
    // The clocks of instances and brokers may differ so much.
    private static readonly TimeSpan Skew = TimeSpan.FromHours(1);

    /// <summary>Opens what goes out.</summary>
    /// <param name="clients">The cluster.</param>
    /// <param name="topics">The topics.</param>
    /// <param name="status">The list.</param>
    /// <param name="stopping">Ends the reading.</param>
    /// <exception cref="StreamClientException">The topic cannot be read.</exception>
    public static ChunkLog<ListOutput> OpenOutput(IStreamClients clients, TopicNames topics, ListStatus status, CancellationToken stopping) => new(
        clients, topics.ListsOut, status.Heading.Tenant, status.Heading.List, StartOf(status),
        record => ListContracts.ReadOutput(record) is { } output && output.SubmissionId == status.Heading.SubmissionId ? output : null, stopping);

    /// <summary>Opens what came in.</summary>
    /// <param name="clients">The cluster.</param>
    /// <param name="topics">The topics.</param>
    /// <param name="status">The list.</param>
    /// <param name="stopping">Ends the reading.</param>
    internal static ChunkLog<ListChunk> OpenInput(IStreamClients clients, TopicNames topics, ListStatus status, CancellationToken stopping) => new(
        clients, topics.ListsIn, status.Heading.Tenant, status.Heading.List, StartOf(status),
        record => ListContracts.ReadChunk(record) is { } chunk && chunk.Heading.SubmissionId == status.Heading.SubmissionId ? chunk : null, stopping);

    private static DateTimeOffset StartOf(ListStatus status) => status.StartedAt.ToDateTimeOffset() - Skew;
}
