using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language;

/// <summary>Checks what only all policies together show of detectors: names that exist twice, or in the base already, and profiles that use one that nobody declares.</summary>
/// <param name="errors">Takes the faults.</param>
internal sealed class DetectorSetCheck(ICollection<PolicyError> errors)
{
    /// <summary>Checks policies.</summary>
    /// <param name="documents">All policies of a set.</param>
    public void Check(ImmutableArray<PolicyDocument> documents)
    {
        var ofBase = CheckNames(documents.Where(document => document.Tenant is null), []);
        CheckUses(documents.Where(document => document.Tenant is null), ofBase.Keys, "");
        foreach (var layer in documents.Where(document => document.Tenant is not null).GroupBy(document => document.Tenant, StringComparer.Ordinal))
            CheckUses(layer, ofBase.Keys.Concat(CheckNames(layer, ofBase).Keys), $", for tenant `{layer.Key}`");
    }

    private Dictionary<string, DlpDetector> CheckNames(IEnumerable<PolicyDocument> documents, Dictionary<string, DlpDetector> ofBase)
    {
        var taken = new Dictionary<string, DlpDetector>(StringComparer.Ordinal);
        foreach (var detector in documents.SelectMany(document => document.DlpDetectors))
        {
            if (ofBase.TryGetValue(detector.Name, out var earlier)) Add(detector.Place, $"detector `{detector.Name}` is declared by the base, at {Show(earlier.Place)}, and a tenant cannot redefine it; give this one another name");
            else if (!taken.TryAdd(detector.Name, detector)) Add(detector.Place, $"detector `{detector.Name}` exists already, at {Show(taken[detector.Name].Place)}; rename it, or merge the two");
        }

        return taken;
    }

    private void CheckUses(IEnumerable<PolicyDocument> documents, IEnumerable<string> declared, string whose)
    {
        var known = declared.ToHashSet(StringComparer.Ordinal);
        foreach (var profile in documents.SelectMany(document => document.DlpProfiles))
        {
            foreach (var name in profile.Detectors.Keys.Where(name => !known.Contains(name)))
                Add(profile.Place, $"the profile `{profile.Name}` uses the detector `{name}`, which is not declared{whose}{(known.Count > 0 && Spelling.Guess(name, known) is { } guess ? $"; {guess}" : "; declare it in `dlp_detectors`")}");
        }
    }

    private void Add(SourcePlace place, string message) => errors.Add(new PolicyError(place.File, place.Line, place.Column, message));

    private static string Show(SourcePlace place) => place.Line == 0 ? place.File : $"{place.File}:{place.Line}";
}
