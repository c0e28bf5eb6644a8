using Aegis.Streams.Intents;
using Aegis.Streams.Kafka.Owners;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Kafka.Decisions;

/// <summary>Settings of an instance that decides intents.</summary>
public sealed record DecisionOptions
{
    /// <summary>Gets the name of the application: its group, and the first part of its transactional ids.</summary>
    /// <value>The default is `aegis`.</value>
    public string ApplicationId { get; init; } = "aegis";

    /// <summary>Gets the stable name of this instance. Two that run with one name fence each other.</summary>
    public required string InstanceId { get; init; }

    /// <summary>Gets the number of stream threads.</summary>
    /// <value>The default is 1. Must be between 1 and 64.</value>
    public int Threads { get; init; } = 1;

    /// <summary>Gets the settings of the pipeline.</summary>
    /// <value>The default is that of each.</value>
    public PipelineOptions Pipeline { get; init; } = new();

    /// <summary>Gets the bounds of what is read from an intent.</summary>
    /// <value>The default is that of each.</value>
    public IntentLimits Limits { get; init; } = new();

    /// <summary>Gets a value indicating whether tasks are claimed on the topic of owners, which must then exist, and the claims of others are followed.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool HasOwners { get; init; }

    /// <summary>Gets where other instances may bring calls for the tasks of this one; with <see cref="HasOwners"/>.</summary>
    /// <value>The default is <see langword="null"/>: nowhere, so that its claims lead nobody here.</value>
    public OwnerEndpoint? Advertise { get; init; }

    /// <summary>Gets further settings of the runtime, made from those above.</summary>
    /// <value>The default changes nothing. Called once.</value>
    public Func<StreamsOptions, StreamsOptions> Configure { get; init; } = static options => options;

    /// <summary>Makes the settings of the runtime.</summary>
    /// <returns>The settings; not yet validated.</returns>
    internal StreamsOptions ToStreamsOptions() => Configure(new StreamsOptions
    {
        ApplicationId = ApplicationId,
        InstanceId = InstanceId,
        Threads = Threads,
        InputTopics = [Pipeline.Topics.Intents],
        ChangelogTopic = Pipeline.Topics.State,
        OutputTopics = HasOwners ? [.. Pipeline.Topics.Outputs, Pipeline.Topics.Owners] : Pipeline.Topics.Outputs,
    });
}
