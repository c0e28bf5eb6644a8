using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Kafka.Lists;

/// <summary>Settings of an instance that sanitizes lists.</summary>
public sealed record ListOptions
{
    /// <summary>Gets the name of the application: its group, and the first part of its transactional ids. Another than that of decisions, which lists must not delay.</summary>
    public required string ApplicationId { get; init; }

    /// <summary>Gets the stable name of this instance. Two that run with one name fence each other.</summary>
    public required string InstanceId { get; init; }

    /// <summary>Gets the number of stream threads.</summary>
    /// <value>The default is 1. Must be between 1 and 64.</value>
    public int Threads { get; init; } = 1;

    /// <summary>Gets the settings of records: topics, encoding of audit entries.</summary>
    /// <value>The default is that of each.</value>
    public PipelineOptions Pipeline { get; init; } = new();

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
        InputTopics = [Pipeline.Topics.ListsIn, Pipeline.Topics.ListReceipts],
        ChangelogTopic = Pipeline.Topics.ListState,
        OutputTopics = Pipeline.Topics.ListOutputs,
    });
}
