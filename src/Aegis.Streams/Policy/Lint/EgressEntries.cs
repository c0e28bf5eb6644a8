using Aegis.Streams.Policy.Egress;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Lint;

/// <summary>Finds the targets that a rule lets calls through to.</summary>
internal static class EgressEntries
{
    /// <summary>Lists the entries of allow-lists that let calls through, with the parameter that they test; without one, they test the intent's own target.</summary>
    public static IEnumerable<(EgressEntry Entry, ParameterPath? Path)> LettingThrough(PolicyRule rule) =>
        LintConditions.Leaves(rule).Where(pair => pair.LetsThrough).SelectMany(pair => pair.Leaf switch
        {
            EgressCondition egress => egress.Allowed.Entries.Select(entry => (entry, (ParameterPath?)null)),
            ParameterCondition parameter => parameter.Tests.OfType<EgressTest>().SelectMany(test => test.Allowed.Entries).Select(entry => (entry, (ParameterPath?)parameter.Path)),
            _ => [],
        });
}
