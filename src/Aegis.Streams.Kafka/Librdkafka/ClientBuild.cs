using Aegis.Streams.Kafka.Clients;
using Confluent.Kafka;

namespace Aegis.Streams.Kafka.Librdkafka;

/// <summary>Makes clients; a property that librdkafka refuses is a fault with its words.</summary>
internal static class ClientBuild
{
    /// <exception cref="StreamClientException">A property is unknown, has a bad value or names a file that cannot be read.</exception>
    public static T Run<T>(Func<T> build)
    {
        try
        {
            return build();
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or KafkaException or FormatException)
        {
            throw new StreamClientException(StreamClientFault.Fatal, $"the client cannot be made with these properties: {fault.Message.TrimEnd('.')}.", fault);
        }
    }
}
