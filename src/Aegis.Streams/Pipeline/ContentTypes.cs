namespace Aegis.Streams.Pipeline;

/// <summary>Media types of record values.</summary>
public static class ContentTypes
{
    /// <summary>JSON in UTF-8 (RFC 8259), names in snake_case.</summary>
    public const string Json = "application/json";

    /// <summary>Plain Protobuf, or Protobuf behind the Confluent framing where a schema registry is configured.</summary>
    public const string Protobuf = "application/x-protobuf";
}
