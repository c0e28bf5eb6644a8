using Aegis.Streams.Pipeline;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Publishing;
using Google.Protobuf;

namespace Aegis.Streams.Lists;

/// <summary>Makes the records of lists.</summary>
/// <param name="topics">The topics.</param>
public sealed class ListRecords(TopicNames topics)
{
    /// <summary>How long tasks remember a list that nothing happens to. From then on its name is free, and what was not sanitized cannot be resumed.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    /// <summary>Makes the record with which a list begins.</summary>
    /// <param name="start">Its beginning.</param>
    public OutboundRecord OfStart(ListStart start) =>
        Make(topics.ListsIn, ListKeys.OfList(start.Heading.Tenant, start.Heading.List), new ListInput { Start = start });

    /// <summary>Makes the record of a chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    public OutboundRecord OfChunk(ListChunk chunk) =>
        Make(topics.ListsIn, ListKeys.OfChunk(chunk.Heading.Tenant, chunk.Heading.List, chunk.Number), new ListInput { Chunk = chunk });

    /// <summary>Makes the record with which a list ends.</summary>
    /// <param name="end">The end.</param>
    public OutboundRecord OfEnd(ListEnd end) =>
        Make(topics.ListsIn, ListKeys.OfList(end.Heading.Tenant, end.Heading.List), new ListInput { End = end });

    /// <summary>Makes the record of how a list was closed.</summary>
    /// <param name="closing">How.</param>
    public OutboundRecord OfClosing(ListClosing closing) =>
        Make(topics.Lists, ListKeys.OfManifest(closing.Tenant, closing.List), closing);

    internal OutboundRecord OfOutput(ListOutput output) =>
        Make(topics.ListsOut, ListKeys.OfChunk(output.Tenant, output.List, output.Chunk), output);

    internal OutboundRecord OfReceipt(ListReceipt receipt) =>
        Make(topics.ListReceipts, ListKeys.OfList(receipt.Tenant, receipt.List), receipt);

    internal OutboundRecord OfStatus(ListStatus status) =>
        Make(topics.Lists, ListKeys.OfList(status.Heading.Tenant, status.Heading.List), status);

    private static OutboundRecord Make(string topic, byte[] key, IMessage value) =>
        new(topic, key, value.ToByteArray(), RecordHeaders.Of(Pipeline.WireFormat.Protobuf, null, null));
}
