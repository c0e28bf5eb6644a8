using System.Text;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Cli.Submit;

/// <summary>Publishes lines as intents, and tells the book of answers where they went. One thread calls.</summary>
/// <param name="producer">The producer.</param>
/// <param name="topics">The topics.</param>
/// <param name="book">Hears of every line.</param>
internal sealed class IntentPublisher(RecordProducer producer, TopicNames topics, AnswerBook book)
{
    /// <summary>Gets the header that says how lines are encoded.</summary>
    public static RecordHeader ContentType { get; } = new(RecordHeaderNames.ContentType, Encoding.ASCII.GetBytes(ContentTypes.Json));

    /// <summary>Publishes a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="intended">When it was to be sent, a timestamp of the book's clock: latency counts from there.</param>
    public void Publish(IntentLine line, long intended)
    {
        var entry = book.Add(line, intended);
        producer.Produce(new OutboundRecord(topics.Intents, line.Key, line.Value, [ContentType]), delivery => book.Written(entry, delivery));
    }
}
