using System.Collections.Immutable;
using Aegis.Streams.Policy.Language.Reading;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language;

/// <summary>Checks what only all policies together show of profiles of redaction: names that exist twice, or in the base already, and rules that demand a profile that nobody declares.</summary>
/// <param name="places">Knows where the keys of rules stand.</param>
/// <param name="errors">Takes the faults.</param>
internal sealed class ProfileSetCheck(PolicyPlaces places, ICollection<PolicyError> errors)
{
    /// <summary>Checks policies.</summary>
    /// <param name="documents">All policies of a set.</param>
    public void Check(ImmutableArray<PolicyDocument> documents)
    {
        var ofBase = CheckNames(documents.Where(document => document.Tenant is null), []);
        CheckDemands(documents.Where(document => document.Tenant is null), ofBase.Keys, "");
        foreach (var layer in documents.Where(document => document.Tenant is not null).GroupBy(document => document.Tenant, StringComparer.Ordinal))
            CheckDemands(layer, ofBase.Keys.Concat(CheckNames(layer, ofBase).Keys), $", for tenant `{layer.Key}`");
    }

    private Dictionary<string, DlpProfile> CheckNames(IEnumerable<PolicyDocument> documents, Dictionary<string, DlpProfile> ofBase)
    {
        var taken = new Dictionary<string, DlpProfile>(StringComparer.Ordinal);
        foreach (var profile in documents.SelectMany(document => document.DlpProfiles))
        {
            // Every policy that demands the built-in one has it.
            if (profile.Name == DlpProfile.DefaultName) continue;

            // A layer that could redefine a profile of the base could loosen what the base demands.
            if (ofBase.TryGetValue(profile.Name, out var earlier)) Add(profile.Place, $"profile `{profile.Name}` is declared by the base, at {Show(earlier.Place)}, and a tenant cannot redefine it; give this one another name");
            else if (!taken.TryAdd(profile.Name, profile)) Add(profile.Place, $"profile `{profile.Name}` exists already, at {Show(taken[profile.Name].Place)}; rename it, or merge the two");
        }

        return taken;
    }

    private void CheckDemands(IEnumerable<PolicyDocument> documents, IEnumerable<string> declared, string whose)
    {
        var known = declared.Append(DlpProfile.DefaultName).ToHashSet(StringComparer.Ordinal);
        foreach (var rule in documents.SelectMany(document => document.Rules))
        {
            if (rule.Dlp is not { } dlp || known.Contains(dlp.Profile)) continue;
            Add(places.Of(rule, "dlp", "profile"), $"no profile `{dlp.Profile}` is declared{whose}{(Spelling.Guess(dlp.Profile, known) is { } guess ? $"; {guess}" : "; declare it in `dlp_profiles`")}");
        }
    }

    private void Add(SourcePlace place, string message) => errors.Add(new PolicyError(place.File, place.Line, place.Column, message));

    private static string Show(SourcePlace place) => place.Line == 0 ? place.File : $"{place.File}:{place.Line}";
}
