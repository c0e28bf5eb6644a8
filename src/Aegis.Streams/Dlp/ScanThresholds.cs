namespace Aegis.Streams.Dlp;

/// <summary>From which confidence on findings count, where entities differ. Immutable.</summary>
public sealed class ScanThresholds
{
    private readonly int[] _points = new int[64];

    /// <summary>Initializes thresholds.</summary>
    /// <param name="general">The threshold of entities of which nothing else is said, 0 to 100.</param>
    /// <param name="ofEntities">The thresholds of single entities.</param>
    public ScanThresholds(int general, IReadOnlyDictionary<DlpEntity, int> ofEntities)
    {
        ArgumentNullException.ThrowIfNull(ofEntities);
        Array.Fill(_points, general);
        foreach (var (entity, points) in ofEntities) _points[(int)entity] = points;
        Least = _points.Min();
    }

    /// <summary>Gets the least of them.</summary>
    public int Least { get; }

    /// <summary>Gets the threshold of an entity.</summary>
    /// <param name="entity">The entity.</param>
    public int Of(DlpEntity entity) => _points[(int)entity];
}
