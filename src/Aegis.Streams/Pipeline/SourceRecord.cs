namespace Aegis.Streams.Pipeline;

/// <summary>One input record as the log holds it, or a synchronous call in the shape of one.</summary>
public sealed record SourceRecord
{
    /// <summary>Gets the offset that stands for a synchronous call, which no log holds.</summary>
    public const long CallOffset = -1;

    /// <summary>Gets the topic.</summary>
    public required string Topic { get; init; }

    /// <summary>Gets the partition, 0 and up.</summary>
    public required int Partition { get; init; }

    /// <summary>Gets the offset, 0 and up, or <see cref="CallOffset"/>.</summary>
    public required long Offset { get; init; }

    /// <summary>Gets what tells one call from another that asks the same at the same time; <see langword="null"/>: nothing needs to, since the answer is kept under the intent's id.</summary>
    public Guid? CallId { get; init; }

    /// <summary>Gets the record's time in UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Gets a value indicating whether the broker set <see cref="Timestamp"/> (LogAppendTime); otherwise the producer did, and it is not to be trusted.</summary>
    public bool IsLogAppendTime { get; init; }

    /// <summary>Gets the key; <see langword="null"/> where the record has none.</summary>
    public byte[]? Key { get; init; }

    /// <summary>Gets the value; <see langword="null"/> for a tombstone.</summary>
    public byte[]? Value { get; init; }

    /// <summary>Gets the headers in their order; empty where there are none.</summary>
    public IReadOnlyList<RecordHeader> Headers { get; init; } = [];

    /// <summary>Finds the last header of a name.</summary>
    /// <param name="name">The header's name.</param>
    /// <returns>Its bytes; <see langword="null"/> where the record has no such header or a null one.</returns>
    public byte[]? FindHeader(string name)
    {
        for (var i = Headers.Count - 1; i >= 0; i--)
            if (Headers[i].Name == name) return Headers[i].Value;
        return null;
    }
}
