using System.Text;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Publishing;

/// <summary>The headers of what Aegis writes.</summary>
internal static class RecordHeaders
{
    // Most records have no other headers, and share these.
    private static readonly RecordHeader[] Protobuf = [new(RecordHeaderNames.ContentType, Encoding.ASCII.GetBytes(ContentTypes.Protobuf))];
    private static readonly RecordHeader[] Json = [new(RecordHeaderNames.ContentType, Encoding.ASCII.GetBytes(ContentTypes.Json))];

    public static IReadOnlyList<RecordHeader> Of(WireFormat format, string? traceParent, string? traceState, byte[]? correlationId)
    {
        var headers = Of(format, traceParent, traceState);
        return correlationId is null ? headers : [.. headers, new RecordHeader(RecordHeaderNames.CorrelationId, correlationId)];
    }

    public static IReadOnlyList<RecordHeader> Of(WireFormat format, string? traceParent, string? traceState)
    {
        var contentType = format == WireFormat.Json ? Json : Protobuf;
        if (traceParent is null) return contentType;
        var parent = new RecordHeader(RecordHeaderNames.TraceParent, Encoding.ASCII.GetBytes(traceParent));
        return traceState is null
            ? [.. contentType, parent]
            : [.. contentType, parent, new RecordHeader(RecordHeaderNames.TraceState, Encoding.ASCII.GetBytes(traceState))];
    }
}
