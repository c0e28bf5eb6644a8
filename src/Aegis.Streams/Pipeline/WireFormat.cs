namespace Aegis.Streams.Pipeline;

/// <summary>How a value is encoded.</summary>
public enum WireFormat
{
    /// <summary>Protobuf (`proto/aegis/v1`).</summary>
    Protobuf,

    /// <summary>JSON with the names of the contracts in snake_case.</summary>
    Json,
}
