using Aegis.Streams.Pipeline;
using Aegis.Streams.State;
using Streamiz.Kafka.Net.Processors.Public;

namespace Aegis.Streams.Streamiz;

/// <summary>Forwards what becomes of an intent, record by record with its own key and headers. One for each task.</summary>
internal sealed class DecisionTransformer : ITransformer<byte[], byte[], byte[], OutboundRecord>
{
    private readonly DecisionMaker? _decisions;
    private readonly KeyedState _empty = new();
    private ProcessorContext<byte[], OutboundRecord>? _context;

    /// <summary>Initializes the pattern that the library asks for; it makes the ones that work with parameters.</summary>
    public DecisionTransformer()
    {
    }

    public DecisionTransformer(DecisionMaker decisions) => _decisions = decisions;

    public void Init(ProcessorContext<byte[], OutboundRecord> context) => _context = context;

    public Record<byte[], OutboundRecord>? Process(Record<byte[], byte[]> record)
    {
        foreach (var output in _decisions!.Decide(RecordConversion.ToSourceRecord(record), _empty))
        {
            _context!.SetHeaders(RecordConversion.ToHeaders(output.Headers));
            _context.Forward(output.Key!, output);
        }

        return null;
    }

    public void Close()
    {
    }
}
