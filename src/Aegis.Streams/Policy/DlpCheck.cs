using Aegis.Streams.Dlp.Profiles;
using Aegis.Streams.Policy.Evaluation;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy;

/// <summary>Policy's demand that values of a call be redacted, made ready.</summary>
public sealed class DlpCheck
{
    private readonly ParameterStep[][] _demanded;

    /// <summary>Initializes a check.</summary>
    /// <param name="ruleId">The rule that demands it.</param>
    /// <param name="demand">What it demands.</param>
    /// <param name="profile">The profile, which rules share; <see langword="null"/>: the set declares none of that name, and no set that loads has such a rule.</param>
    internal DlpCheck(string ruleId, DlpDemand demand, CompiledProfile? profile)
    {
        (RuleId, ProfileName, Profile) = (ruleId, demand.Profile, profile);
        _demanded = [.. demand.Paths.Select(ParameterStep.Of)];
    }

    /// <summary>Gets the rule that demands it.</summary>
    public string RuleId { get; }

    /// <summary>Gets the name of the profile.</summary>
    public string ProfileName { get; }

    /// <summary>Gets the profile; <see langword="null"/>: nobody declares it.</summary>
    internal CompiledProfile? Profile { get; }

    /// <summary>Says whether the rule demands that a place be looked at, and its profile looks there.</summary>
    internal bool Covers(ParameterCursor place) => (_demanded.Length == 0 || place.IsUnderAny(_demanded)) && Profile!.Covers(place);
}
