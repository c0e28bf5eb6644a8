using System.Text.Json.Serialization;

namespace Aegis.Streams.Cli.Bench;

/// <summary>The lines between a benchmark and its process under test, one JSON object each.</summary>
[JsonSerializable(typeof(HostSettings))]
[JsonSerializable(typeof(HostReading))]
internal sealed partial class BenchJson : JsonSerializerContext;
