using Confluent.Kafka;
using Streamiz.Kafka.Net.Kafka;

namespace Aegis.Streams.Streamiz;

/// <summary>
/// Makes the clients of Streamiz with further properties of librdkafka, which Streamiz itself takes only where it has none of its own of that name. Producers are
/// polled by hand: with the library's own poll thread each commit waits up to 10 ms for a wake-up that the thread takes away.
/// </summary>
internal sealed class ClientBuilder(IReadOnlyDictionary<string, string> properties) : DefaultKafkaClientBuilder
{
    public override ConsumerBuilder<byte[], byte[]> GetConsumerBuilder(ConsumerConfig config) => base.GetConsumerBuilder(With(config));

    public override AdminClientBuilder GetAdminBuilder(AdminClientConfig config) => base.GetAdminBuilder(With(config));

    public override ProducerBuilder<byte[], byte[]> GetProducerBuilder(ProducerConfig config)
    {
        config.EnableBackgroundPoll = false;
        return base.GetProducerBuilder(With(config));
    }

    private T With<T>(T config)
        where T : Config
    {
        foreach (var (name, value) in properties) config.Set(name, value);
        return config;
    }
}
