namespace Aegis.Streams.Dlp.Streaming;

/// <summary>The findings of one entity in one place of a file.</summary>
/// <param name="entity">The entity.</param>
/// <param name="place">The column or the keys; empty in text.</param>
public sealed class FindingGroup(DlpEntity entity, string place)
{
    private const int MostSamples = 3;
    private const int MostSampled = 100;
    private readonly List<string> _samples = [];

    internal FindingGroup(GroupState state)
        : this(state.Entity, state.Place)
    {
        (Count, Reserved, Hidden, Encoded) = (state.Count, state.Reserved, state.Hidden, state.Encoded);
        (LeastConfidence, MostConfidence) = (state.LeastConfidence, state.MostConfidence);
        _samples.AddRange(state.Samples);
    }

    /// <summary>Gets the entity.</summary>
    public DlpEntity Entity => entity;

    /// <summary>Gets the column or the keys; empty in text.</summary>
    public string Place => place;

    /// <summary>Gets how many there are.</summary>
    public long Count { get; private set; }

    /// <summary>Gets how many are samples that authorities print, or numbers reserved for fiction.</summary>
    public long Reserved { get; private set; }

    /// <summary>Gets in how many invisible characters stood.</summary>
    public long Hidden { get; private set; }

    /// <summary>Gets how many were escaped, encoded or spelled in other characters than their own.</summary>
    public long Encoded { get; private set; }

    /// <summary>Gets the least confidence.</summary>
    public int LeastConfidence { get; private set; } = Confidence.Max;

    /// <summary>Gets the greatest confidence.</summary>
    public int MostConfidence { get; private set; }

    /// <summary>Gets the first few, masked.</summary>
    public IReadOnlyList<string> Samples => _samples;

    internal GroupState Save() => new(entity, place, Count, Reserved, Hidden, Encoded, LeastConfidence, MostConfidence, [.. _samples]);

    internal void Add(in DlpFinding finding, ReadOnlySpan<byte> value)
    {
        Count++;
        if (finding.Flags.HasFlag(FindingFlags.Reserved)) Reserved++;
        if (finding.Flags.HasFlag(FindingFlags.Hidden)) Hidden++;
        if (finding.Flags.HasFlag(FindingFlags.Encoded)) Encoded++;
        LeastConfidence = Math.Min(LeastConfidence, finding.Confidence);
        MostConfidence = Math.Max(MostConfidence, finding.Confidence);
        if (_samples.Count == MostSamples || Count > MostSampled) return;
        var sample = MaskedSample.Of(value);
        if (!_samples.Contains(sample)) _samples.Add(sample);
    }
}
