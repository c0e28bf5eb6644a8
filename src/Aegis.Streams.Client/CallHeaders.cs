using System.Diagnostics;
using Grpc.Core;

namespace Aegis.Streams.Client;

/// <summary>What goes with a call beside its message: who asks, and in which trace.</summary>
internal static class CallHeaders
{
    private const int MaxTraceState = 512;

    /// <summary>Makes the headers.</summary>
    public static Metadata Of(string? token)
    {
        var headers = new Metadata();
        if (token is not null) headers.Add("authorization", $"Bearer {token}");
        if (Activity.Current is not { IdFormat: ActivityIdFormat.W3C, Id: { } parent } activity) return headers;
        headers.Add("traceparent", parent);
        if (activity.TraceStateString is { Length: > 0 and <= MaxTraceState } state && !state.AsSpan().ContainsAnyExceptInRange(' ', '~')) headers.Add("tracestate", state);
        return headers;
    }
}
