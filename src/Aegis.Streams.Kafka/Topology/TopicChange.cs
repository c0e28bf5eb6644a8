namespace Aegis.Streams.Kafka.Topology;

/// <summary>How a topic that exists stands to its declaration.</summary>
public enum TopicChange
{
    /// <summary>It is as declared, in what the broker tells.</summary>
    Matches,

    /// <summary>It does not exist and is to be created.</summary>
    Create,

    /// <summary>It exists and has other settings.</summary>
    Deviates,
}
