using Aegis.Streams.Dlp.Custom;
using Aegis.Streams.Dlp.Rewriting;
using Aegis.Streams.Policy.Evaluation;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Dlp.Profiles;

/// <summary>A profile made ready. Immutable.</summary>
internal sealed class CompiledProfile
{
    private readonly RedactionOperator[] _operators = new RedactionOperator[64];

    public CompiledProfile(DlpProfile profile, params CustomDetector[] detectors)
    {
        Names = new EntityNames([.. detectors.Select(detector => detector.Name)]);
        Custom = detectors.Length == 0 ? null : new CustomDetectors(detectors);
        (Source, Allowed, Thresholds) = (profile, new AllowedValues(profile.Allow, profile.KeepsReserved), new ScanThresholds(profile.Threshold, profile.Thresholds));
        foreach (var entity in DlpEntities.All) _operators[(int)entity] = profile.OperatorOf(entity);
        var bits = profile.Entities.Bits;
        for (var i = 0; i < detectors.Length; i++)
        {
            _operators[(int)EntityNames.CustomOf(i)] = profile.Detectors[detectors[i].Name];
            bits |= 1UL << (int)EntityNames.CustomOf(i);
        }

        Entities = new EntitySet(bits);
        Included = [.. profile.Parameters.Select(ParameterStep.Of)];
        Excluded = [.. profile.Except.Select(ParameterStep.Of)];
    }

    /// <summary>Gets the profile as policy says it.</summary>
    public DlpProfile Source { get; }

    /// <summary>Gets what is looked for.</summary>
    public EntitySet Entities { get; }

    /// <summary>Gets the names of what is looked for.</summary>
    public EntityNames Names { get; }

    /// <summary>Gets the detectors that policy declares; <see langword="null"/>: none.</summary>
    public CustomDetectors? Custom { get; }

    /// <summary>Gets how sure a finding must be.</summary>
    public ScanThresholds Thresholds { get; }

    /// <summary>Gets the values that are let through.</summary>
    public AllowedValues Allowed { get; }

    /// <summary>Gets the paths that are looked at; empty: all.</summary>
    public ParameterStep[][] Included { get; }

    /// <summary>Gets the paths that are left out.</summary>
    public ParameterStep[][] Excluded { get; }

    /// <summary>Gets a value indicating whether not all places are looked at.</summary>
    public bool HasPaths => Included.Length + Excluded.Length > 0;

    /// <summary>Gets what becomes of the values of an entity.</summary>
    public RedactionOperator OperatorOf(DlpEntity entity) => _operators[(int)entity];

    /// <summary>Says whether an operator is that of some entity that is looked for.</summary>
    public bool Uses(RedactionOperator one) => Names.All.Any(entity => Entities.Has(entity) && OperatorOf(entity) == one);

    /// <summary>Says whether the profile looks at a place. What is to be looked at is, whether it is a list or stands for one; what is left out is left out only where it is just what is named.</summary>
    public bool Covers(ParameterCursor place) => (Included.Length == 0 || place.IsUnderAny(Included)) && !place.IsWithinAny(Excluded);
}
