using Aegis.Streams.Pipeline;
using Streamiz.Kafka.Net.Processors.Public;

namespace Aegis.Streams.Streamiz;

/// <summary>Hands the records of a global store to its table.</summary>
internal sealed class TableProcessor : IProcessor<byte[], byte[]>
{
    private readonly Action<SourceRecord> _apply;

    /// <summary>Initializes the pattern that the library asks for; it makes the ones that work with parameters.</summary>
    public TableProcessor()
        : this(_ => throw new InvalidOperationException("This processor was made without its table."))
    {
    }

    public TableProcessor(Action<SourceRecord> apply) => _apply = apply;

    public void Init(ProcessorContext<byte[], byte[]> context)
    {
    }

    public void Process(Record<byte[], byte[]> record) => _apply(RecordConversion.ToSourceRecord(record));

    public void Close()
    {
    }
}
