using System.Text;
using Aegis.Streams.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Aegis.Streams.Server.Hosting;

/// <summary>The trace context of a request, as headers of a record.</summary>
internal static class TraceHeaders
{
    /// <summary>Finds it; where the request has none, nothing.</summary>
    public static IReadOnlyList<RecordHeader> Of(HttpRequest request)
    {
        var (parent, state) = (request.Headers.TraceParent, request.Headers.TraceState);
        if (parent.Count != 1 || parent[0] is not { Length: > 0 } traceParent) return [];
        var header = new RecordHeader(RecordHeaderNames.TraceParent, Encoding.UTF8.GetBytes(traceParent));
        return state.Count == 0 ? [header] : [header, new RecordHeader(RecordHeaderNames.TraceState, Encoding.UTF8.GetBytes(state.ToString()))];
    }
}
