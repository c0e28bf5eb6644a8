using System.Collections.Immutable;
using Aegis.Streams.Policy.Language.Reading;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language;

/// <summary>Checks what only all policies together show: names and ids that exist twice, how many rules there are, and what <see cref="ToolSetCheck"/>, <see cref="ProfileSetCheck"/> and <see cref="DetectorSetCheck"/> do.</summary>
/// <param name="places">Knows where the keys of rules stand.</param>
/// <param name="errors">Takes the faults.</param>
internal sealed class PolicySetCheck(PolicyPlaces places, ICollection<PolicyError> errors)
{
    /// <summary>Checks policies.</summary>
    /// <param name="documents">All policies of a set.</param>
    public void Check(ImmutableArray<PolicyDocument> documents)
    {
        CheckNames(documents);
        CheckIds(documents);
        var count = documents.Sum(document => document.Rules.Length);
        if (count > PolicyLimits.MaxRules) errors.Add(new PolicyError(documents[^1].Place.File, 0, 0, $"the set has {count} rules; {PolicyLimits.MaxRules} are allowed"));
        new ToolSetCheck(places, errors).Check(documents);
        new ProfileSetCheck(places, errors).Check(documents);
        new DetectorSetCheck(errors).Check(documents);
    }

    private void CheckNames(ImmutableArray<PolicyDocument> documents)
    {
        var taken = new Dictionary<(string?, string), PolicyDocument>();
        foreach (var document in documents)
        {
            if (taken.TryAdd((document.Tenant, document.Name), document)) continue;
            var whose = document.Tenant is null ? "" : $" of tenant `{document.Tenant}`";
            Add(document.Place, $"policy `{document.Name}`{whose} exists already, at {Show(taken[(document.Tenant, document.Name)].Place)}; rename it, or merge the two");
        }
    }

    private void CheckIds(ImmutableArray<PolicyDocument> documents)
    {
        var taken = new Dictionary<string, SourcePlace>(StringComparer.Ordinal);
        foreach (var rule in documents.SelectMany(document => document.Rules))
            if (!taken.TryAdd(rule.Id, rule.Place)) Add(rule.Place, $"rule `{rule.Id}` exists already, at {Show(taken[rule.Id])}; rename it");
    }

    private void Add(SourcePlace place, string message) => errors.Add(new PolicyError(place.File, place.Line, place.Column, message));

    private static string Show(SourcePlace place) => place.Line == 0 ? place.File : $"{place.File}:{place.Line}";
}
