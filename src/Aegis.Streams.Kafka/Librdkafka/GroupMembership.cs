using Aegis.Streams.Kafka.Clients;
using Confluent.Kafka;

namespace Aegis.Streams.Kafka.Librdkafka;

/// <summary>A membership as librdkafka knows it, with the consumer that holds it.</summary>
internal sealed record GroupMembership(IConsumerGroupMetadata Metadata, GroupConsumer Consumer) : IGroupMembership;
