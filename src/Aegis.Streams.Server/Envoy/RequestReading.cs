using System.Diagnostics.CodeAnalysis;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Server.Envoy.Mapping;

namespace Aegis.Streams.Server.Envoy;

/// <summary>What became of reading a request: an intent, or why it is denied.</summary>
internal sealed record RequestReading
{
    /// <summary>Gets the intent; <see langword="null"/>: there is none.</summary>
    public ToolCallIntent? Intent { get; private init; }

    /// <summary>Gets the route; <see langword="null"/>: none matches.</summary>
    public EnvoyRoute? Route { get; private init; }

    /// <summary>Gets why the request is denied; <see langword="null"/>: there is an intent.</summary>
    public RequestDenial? Denial { get; private init; }

    /// <summary>Gets the headers of the trace.</summary>
    public IReadOnlyList<RecordHeader> Trace { get; private init; } = [];

    /// <summary>Gets a value indicating whether one decision is made for the intent's id.</summary>
    public bool IsIdempotent { get; private init; }

    /// <summary>Gets a value indicating whether there is an intent.</summary>
    [MemberNotNullWhen(true, nameof(Intent), nameof(Route))]
    [MemberNotNullWhen(false, nameof(Denial))]
    public bool IsReadable => Intent is not null;

    /// <summary>Wraps a denial.</summary>
    public static implicit operator RequestReading(RequestDenial denial) => new() { Denial = denial };

    /// <summary>Wraps an intent.</summary>
    public static RequestReading Of(ToolCallIntent intent, EnvoyRoute route, bool isIdempotent, IReadOnlyList<RecordHeader> trace) =>
        new() { Intent = intent, Route = route, IsIdempotent = isIdempotent, Trace = trace };
}
