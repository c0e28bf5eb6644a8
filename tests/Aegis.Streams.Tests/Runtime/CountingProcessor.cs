using System.Text;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Tests.Runtime;

/// <summary>Counts each key in the state and emits `key=count`; values tell it to fail.</summary>
internal sealed class CountingProcessor : ITaskProcessor, ITaskClaims
{
    /// <summary>Gets what was tried, in order.</summary>
    public List<string> Tried { get; } = [];

    /// <summary>Gets what was set aside, with the type of its fault.</summary>
    public List<string> SetAsideRecords { get; } = [];

    /// <summary>Gets the values that fail once, at their next try.</summary>
    public HashSet<string> FailOnce { get; } = [];

    /// <summary>Gets or sets a value indicating whether dead letters are too large for their topic.</summary>
    public bool WritesLargeLetters { get; set; }

    /// <summary>Gets the name under which tasks are claimed; <see langword="null"/>: none is.</summary>
    public string? ClaimAs { get; init; }

    public ITaskClaims? Claims => ClaimAs is null ? null : this;

    public void Claim(TaskContext context) => context.Emit(new OutboundRecord("owners", [(byte)context.Partition], Encoding.UTF8.GetBytes($"{context.Partition}={ClaimAs}"), []));

    public void Release(TaskContext context) => context.Emit(new OutboundRecord("owners", [(byte)context.Partition], Encoding.UTF8.GetBytes($"{context.Partition}=nobody"), []));

    public void Process(SourceRecord record, TaskContext context)
    {
        var value = Encoding.UTF8.GetString(record.Value!);
        Tried.Add(value);
        if (FailOnce.Remove(value) || value.StartsWith("poison", StringComparison.Ordinal)) throw new FormatException(value);
        var count = (context.State.TryGet(record.Key!, record.Timestamp, out var stored) ? stored[0] : 0) + 1;
        context.State.Put(record.Key!, [(byte)count], null);
        var answer = value.StartsWith("large", StringComparison.Ordinal) ? new string('x', ThreadScene.MaxOutBytes + 1) : $"{Encoding.UTF8.GetString(record.Key!)}={count}";
        context.Emit(new OutboundRecord("out", record.Key, Encoding.UTF8.GetBytes(answer), []));
    }

    public void SetAside(SourceRecord record, Exception fault, TaskContext context)
    {
        SetAsideRecords.Add($"{Encoding.UTF8.GetString(record.Value!)} {fault.GetType().Name}");
        context.Emit(new OutboundRecord("dlq", record.Key, new byte[WritesLargeLetters ? ThreadScene.MaxOutBytes + 1 : 1], []));
    }
}
