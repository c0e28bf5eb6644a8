using System.Collections.Immutable;
using Aegis.Streams.Policy.Language;

namespace Aegis.Streams.Policy.Lint;

/// <summary>
/// Looks for what is allowed in the language and probably not meant. A finding is proven or it is not made: what could be meant otherwise is a
/// note, and what cannot be decided is not told.
/// </summary>
public static class PolicyLint
{
    /// <summary>Gets the lints in the order of their ids.</summary>
    internal static ImmutableArray<LintCheck> Lints { get; } =
    [
        .. new LintCheck[]
        {
            new AcceptedFractionsLint(), new ApprovalWithoutPermitLint(), new ClaimedClassLint(), new ConstantComparisonLint(), new ContradictoryProfileLint(), new ContradictoryRulesLint(), new DuplicateConditionLint(),
            new EmptyDemandLint(), new EgressWildcardLint(), new EmptyWindowLint(), new FailsOpenLint(), new ImpossibleConditionLint(), new LayerWithoutBaseLint(), new MatchesEmptyLint(), new MatchesEverythingLint(),
            new MissingMinimumLint(), new ObservedRuleLint(), new OptionalProhibitionLint(), new PermitAnybodyLint(), new PermitAnythingLint(), new PlainHttpLint(), new PriceWithoutCurrencyLint(),
            new SearchPatternLint(), new ShadowedPermitLint(), new UncheckedWriteLint(), new UndeclaredToolLint(), new UnknownParametersLint(), new UnpermittedWriteLint(), new UnreachableRuleLint(), new UnusedProfileLint(),
        }.OrderBy(lint => lint.Id, StringComparer.Ordinal),
    ];

    /// <summary>Checks policies.</summary>
    /// <param name="loading">The policies, as <see cref="PolicyLoader"/> loaded them from files, all of a set together.</param>
    /// <returns>The findings in the order of files and lines; empty: none.</returns>
    /// <exception cref="ArgumentException">The policies were not loaded.</exception>
    public static ImmutableArray<LintFinding> Check(DocumentLoading loading)
    {
        ArgumentNullException.ThrowIfNull(loading);
        if (!loading.Succeeded) throw new ArgumentException("Policies with errors cannot be checked.", nameof(loading));
        var subject = new LintSubject(loading.Documents.Value, loading.Places);
        foreach (var lint in Lints) lint.Check(subject);
        return
        [
            .. subject.Findings.OrderBy(finding => finding.Diagnostic.File, StringComparer.Ordinal).ThenBy(finding => finding.Diagnostic.Line)
                .ThenBy(finding => finding.Diagnostic.Column).ThenBy(finding => finding.Lint, StringComparer.Ordinal).ThenBy(finding => finding.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Writes what each lint looks for as Markdown, with an example.</summary>
    /// <returns>One section of the second level a lint.</returns>
    public static string WriteReference() => string.Join("\n", Lints.Select(lint => lint.ToMarkdown()));
}
