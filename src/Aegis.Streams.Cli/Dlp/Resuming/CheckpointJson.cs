using System.Text.Json.Serialization;

namespace Aegis.Streams.Cli.Dlp.Resuming;

/// <summary>Checkpoints as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DlpCheckpoint))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
