namespace Aegis.Streams.Dlp.Streaming;

/// <summary>What a tally has counted so far, to go on from. Holds no value.</summary>
public sealed record TallyState
{
    /// <summary>Gets how many records there are.</summary>
    public long Records { get; init; }

    /// <summary>Gets how many findings there are.</summary>
    public long Count { get; init; }

    /// <summary>Gets how many lines are no records.</summary>
    public long BadRows { get; init; }

    /// <summary>Gets how many of them have other cells than the header.</summary>
    public long RaggedRows { get; init; }

    /// <summary>Gets a value indicating whether something was found in the header.</summary>
    public bool IsHeaderSuspect { get; init; }

    /// <summary>Gets the numbers of the first bad lines.</summary>
    public IReadOnlyList<long> BadLines { get; init; } = [];

    /// <summary>Gets how many findings have each confidence.</summary>
    public IReadOnlyList<long> Histogram { get; init; } = [];

    /// <summary>Gets how many findings of each entity others cover.</summary>
    public IReadOnlyList<long> Covered { get; init; } = [];

    /// <summary>Gets the names of the columns, where they may be shown.</summary>
    public IReadOnlyList<string?> Names { get; init; } = [];

    /// <summary>Gets the groups.</summary>
    public IReadOnlyList<GroupState> Groups { get; init; } = [];
}
