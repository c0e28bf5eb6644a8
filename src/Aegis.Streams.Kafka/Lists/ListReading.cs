using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Lists;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Kafka.Lists;

/// <summary>Opens the chunks of a list for reading.</summary>
public static class ListReading
{
    /// <summary>Opens what goes out.</summary>
    /// <param name="clients">The cluster.</param>
    /// <param name="topics">The topics.</param>
    /// <param name="heading">The list.</param>
    /// <param name="stopping">Ends the reading.</param>
    /// <exception cref="StreamClientException">The topic cannot be read.</exception>
    public static ChunkLog<ListOutput> OpenOutput(IStreamClients clients, TopicNames topics, ListHeading heading, CancellationToken stopping) => new(
        clients, topics.ListsOut, heading.Tenant, heading.List, record => ListContracts.ReadOutput(record) is { } output && output.SubmissionId == heading.SubmissionId ? output : null, stopping);

    /// <summary>Opens what came in.</summary>
    /// <param name="clients">The cluster.</param>
    /// <param name="topics">The topics.</param>
    /// <param name="heading">The list.</param>
    /// <param name="stopping">Ends the reading.</param>
    internal static ChunkLog<ListChunk> OpenInput(IStreamClients clients, TopicNames topics, ListHeading heading, CancellationToken stopping) => new(
        clients, topics.ListsIn, heading.Tenant, heading.List, record => ListContracts.ReadChunk(record) is { } chunk && chunk.Heading.Equals(heading) ? chunk : null, stopping);
}
