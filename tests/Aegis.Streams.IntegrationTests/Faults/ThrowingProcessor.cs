using System.Collections.Concurrent;
using System.Text;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>Decides like the one it wraps, but throws after the effects of chosen intents: of some always, of others the first time only.</summary>
internal sealed class ThrowingProcessor(ITaskProcessor inner, Func<int, bool> isPoison, Func<int, bool> isShaky) : ITaskProcessor
{
    private readonly ConcurrentDictionary<string, bool> _seen = new();

    public void Process(SourceRecord record, TaskContext context)
    {
        inner.Process(record, context);
        if (Number(record) is not { } number) return;
        if (isPoison(number)) throw new InvalidOperationException($"Intent {number} is poison.");
        if (isShaky(number) && _seen.TryAdd($"{record.Partition}/{record.Offset}", true)) throw new TimeoutException($"Intent {number} failed once.");
    }

    public void SetAside(SourceRecord record, Exception fault, TaskContext context) => inner.SetAside(record, fault, context);

    private static int? Number(SourceRecord record)
    {
        var text = Encoding.UTF8.GetString(record.Value ?? []);
        var start = text.IndexOf("\"id\":\"i-", StringComparison.Ordinal);
        return start < 0 || text.Length > 1000 ? null : int.Parse(text.AsSpan(start + 8, 6));
    }
}
