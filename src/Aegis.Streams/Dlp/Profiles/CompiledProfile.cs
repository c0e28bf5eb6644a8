using Aegis.Streams.Dlp.Rewriting;
using Aegis.Streams.Policy.Evaluation;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Dlp.Profiles;

/// <summary>A profile made ready. Immutable.</summary>
internal sealed class CompiledProfile
{
    private readonly RedactionOperator[] _operators = new RedactionOperator[64];
    private readonly ParameterStep[][] _included;
    private readonly ParameterStep[][] _excluded;

    public CompiledProfile(DlpProfile profile)
    {
        (Entities, Allowed, Thresholds) = (profile.Entities, new AllowedValues(profile.Allow), new ScanThresholds(profile.Threshold, profile.Thresholds));
        foreach (var entity in DlpEntities.All) _operators[(int)entity] = profile.OperatorOf(entity);
        _included = [.. profile.Parameters.Select(ParameterStep.Of)];
        _excluded = [.. profile.Except.Select(ParameterStep.Of)];
    }

    /// <summary>Gets what is looked for.</summary>
    public EntitySet Entities { get; }

    /// <summary>Gets how sure a finding must be.</summary>
    public ScanThresholds Thresholds { get; }

    /// <summary>Gets the values that are let through.</summary>
    public AllowedValues Allowed { get; }

    /// <summary>Gets what becomes of the values of an entity.</summary>
    public RedactionOperator OperatorOf(DlpEntity entity) => _operators[(int)entity];

    /// <summary>Says whether the profile looks at a place.</summary>
    public bool Covers(ParameterCursor place) => (_included.Length == 0 || place.IsWithinAny(_included)) && !place.IsWithinAny(_excluded);
}
