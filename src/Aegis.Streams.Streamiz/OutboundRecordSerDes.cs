using Aegis.Streams.Pipeline;
using Confluent.Kafka;
using Streamiz.Kafka.Net.SerDes;

namespace Aegis.Streams.Streamiz;

/// <summary>Writes the value of an output as it is.</summary>
internal sealed class OutboundRecordSerDes : AbstractSerDes<OutboundRecord>
{
    public override byte[] Serialize(OutboundRecord data, SerializationContext context) => data.Value!;

    public override OutboundRecord Deserialize(byte[] data, SerializationContext context) => throw new NotSupportedException("Outputs are only written.");
}
