namespace Aegis.Streams.Kafka.Librdkafka;

/// <summary>What a producer without transactions gives up for what: each request costs the broker as much as a hundred records in it.</summary>
public enum ProducerPace
{
    /// <summary>Feeds a topic: a record waits 5 ms for others to share its request, and minutes for a cluster that is away.</summary>
    Bulk,

    /// <summary>Somebody waits for each record: it leaves at once, and is given up after 30 s.</summary>
    Prompt,

    /// <summary>Nobody waits, but what is lost must show: a record waits 20 ms for others to share its request, and is given up after 30 s.</summary>
    Late,
}
