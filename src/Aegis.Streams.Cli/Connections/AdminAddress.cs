using System.Text.Json.Serialization;

namespace Aegis.Streams.Cli.Connections;

/// <summary>Where the admin port of an instance answers. A running instance leaves it in its state folder.</summary>
/// <param name="Url">The address.</param>
/// <param name="ProcessId">The process that listens.</param>
/// <param name="StartedAt">When it was written.</param>
internal sealed record AdminAddress(
    [property: JsonPropertyName("url")] string Url,
    [property: JsonPropertyName("pid")] int ProcessId,
    [property: JsonPropertyName("started_at")] DateTimeOffset StartedAt);
