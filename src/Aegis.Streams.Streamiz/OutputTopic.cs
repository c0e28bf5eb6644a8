using Aegis.Streams.Pipeline;
using Streamiz.Kafka.Net.Processors;

namespace Aegis.Streams.Streamiz;

/// <summary>Sends an output to the topic that the pipeline chose for it; a reply topic has passed the allow-list there.</summary>
internal sealed class OutputTopic : ITopicNameExtractor<byte[], OutboundRecord>
{
    public string Extract(byte[] key, OutboundRecord value, IRecordContext recordContext) => value.Topic;
}
