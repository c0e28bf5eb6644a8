using Aegis.Streams.Intents;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Pipeline;

/// <summary>Settings of the pipeline.</summary>
public sealed record PipelineOptions
{
    /// <summary>Gets the topics.</summary>
    /// <value>The default is everything under `aegis`.</value>
    public TopicNames Topics { get; init; } = new();

    /// <summary>Gets the encoding of decisions and audit entries; a reply copy has that of its intent.</summary>
    /// <value>The default is Protobuf.</value>
    public WireFormat Wire { get; init; }

    /// <summary>Gets the Confluent framing of Protobuf values.</summary>
    /// <value>The default is <see langword="null"/>: Protobuf values are plain.</value>
    public ProtobufFraming? Framing { get; init; }

    /// <summary>Gets the environment of the instance, such as `production`, which rules may ask for and decisions name.</summary>
    /// <value>The default is <see langword="null"/>: it was told none.</value>
    public string? Environment { get; init; }

    /// <summary>Gets how long answers are remembered for repeats.</summary>
    /// <value>The default is 24 hours and 1,000,000 answers a task.</value>
    public ReplyRetention Retention { get; init; } = new();
}
