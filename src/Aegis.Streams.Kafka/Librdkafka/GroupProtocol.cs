namespace Aegis.Streams.Kafka.Librdkafka;

/// <summary>How the members of the application's group agree on who owns which partition.</summary>
public enum GroupProtocol
{
    /// <summary>The broker decides, step by step (KIP-848): brokers from 4.0. The broker's settings say when a silent member is given up, by default after 45 seconds.</summary>
    Consumer,

    /// <summary>The members decide, and everything stops for each rebalance. Works with every broker; a member that died and comes back under its name has its partitions again at once.</summary>
    Classic,
}
