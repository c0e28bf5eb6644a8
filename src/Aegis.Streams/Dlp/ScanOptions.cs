using Aegis.Streams.Dlp.Custom;

namespace Aegis.Streams.Dlp;

/// <summary>What a scan looks for.</summary>
/// <param name="Entities">The entities.</param>
/// <param name="LastYear">The year of today: a later one is no year of birth. Given, since a scan has no clock.</param>
public readonly record struct ScanOptions(EntitySet Entities, int LastYear)
{
    /// <summary>Gets the disguises that are undone beside those that always are.</summary>
    /// <value>The default is none.</value>
    public WeakForms Weak { get; init; }

    /// <summary>Gets the detectors that policy declares.</summary>
    /// <value>The default is <see langword="null"/>: none.</value>
    internal CustomDetectors? Custom { get; init; }

    /// <summary>Gets a value indicating whether an entity is looked for that is off by default.</summary>
    internal bool HasWeakEntities => (Entities.Bits & EntitySet.Weak.Bits) != 0;

    /// <summary>Gets a value indicating whether something is looked for that is off by default, and at which no mask points.</summary>
    internal bool HasWeak => Weak != WeakForms.None || HasWeakEntities || Custom is not null;
}
