namespace Aegis.Streams.Dlp.Streaming;

/// <summary>What came of the rows of a chunk.</summary>
public sealed record RowRedaction
{
    /// <summary>Gets the good rows as they may pass, in their order; valid until the next chunk. Empty: something blocks, or there is no good row.</summary>
    public required ReadOnlyMemory<byte> Output { get; init; }

    /// <summary>Gets how many rows are good.</summary>
    public required long Rows { get; init; }

    /// <summary>Gets the rows that are none, so that what they hold cannot be told: as places in the chunk, with their lines counted from 1. They are not in the output.</summary>
    public required IReadOnlyList<BadLine> BadRows { get; init; }

    /// <summary>Gets what was found in good rows, those with the most findings first.</summary>
    public required IReadOnlyList<EntityCount> Counts { get; init; }

    /// <summary>Gets how many findings in good rows must not pass. Not 0: nothing of the chunk may.</summary>
    public required long Blocked { get; init; }

    /// <summary>Gets a value indicating whether every row was looked at as what it is.</summary>
    public bool IsComplete => BadRows.Count == 0;

    /// <summary>Gets a value indicating whether nothing of the chunk may pass.</summary>
    public bool IsBlocked => Blocked > 0;
}
