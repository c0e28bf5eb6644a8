using System.Collections.Immutable;
using Aegis.Streams.Policy.Diagnostics;
using Aegis.Streams.Policy.Language.Layers;
using Aegis.Streams.Policy.Language.Reading;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A policy set under the eyes of lints: its rules with their layers, and the findings.</summary>
internal sealed class LintSubject
{
    private readonly PolicyPlaces _places;
    private readonly ILookup<string, LayeredRule> _byTool;

    public LintSubject(ImmutableArray<PolicyDocument> documents, PolicyPlaces places)
    {
        _places = places;
        Rules = [.. documents.SelectMany(document => document.Rules.Select(rule => new LayeredRule(rule, document.Tenant)))];
        Tools = [.. documents.SelectMany(document => document.Tools.Select(tool => (document.Tenant, tool)))];
        _byTool = Rules.SelectMany(one => KeysOf(one.Rule).Select(key => (key, one))).ToLookup(pair => pair.key, pair => pair.one, StringComparer.Ordinal);
    }

    /// <summary>Gets the rules.</summary>
    public ImmutableArray<LayeredRule> Rules { get; }

    /// <summary>Gets the declarations with the tenants of their layers.</summary>
    public ImmutableArray<(string? Tenant, ToolDeclaration Tool)> Tools { get; }

    /// <summary>Gets the permits that count.</summary>
    public IEnumerable<LayeredRule> Permits => Rules.Where(one => one.Rule is { Effect: RuleEffect.Permit, IsObserved: false });

    /// <summary>Gets the permits that count and are not held within others: those of the base, or of layers where the base permits nothing.</summary>
    public IEnumerable<LayeredRule> FreePermits => Permits.Any(one => one.Tenant is null) ? Permits.Where(one => one.Tenant is null) : Permits;

    /// <summary>Gets the findings so far.</summary>
    public List<LintFinding> Findings { get; } = [];

    /// <summary>Finds the rules that may speak of all calls of a rule; others name none of its tools.</summary>
    public IEnumerable<LayeredRule> CandidatesFor(PolicyRule rule) => KeysOf(rule).Append("").Distinct().SelectMany(key => _byTool[key]).Distinct();

    /// <summary>Finds the prohibitions that count and may speak of all calls of a rule.</summary>
    public IEnumerable<LayeredRule> ForbidsFor(PolicyRule rule) => CandidatesFor(rule).Where(one => one.Rule is { Effect: RuleEffect.Forbid, IsObserved: false });

    /// <summary>Finds the declarations that may speak of calls of a rule.</summary>
    public IEnumerable<ToolDeclaration> DeclarationsFor(LayeredRule one) =>
        Tools.Where(pair => (pair.Tenant is null || pair.Tenant == one.Tenant) && DeclarationScope.Overlap(pair.Tool, one.Rule.What.Tools, one.Rule.What.Actions)).Select(pair => pair.Tool);

    /// <summary>Takes a finding in a rule.</summary>
    /// <param name="lint">The lint.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="message">What is found.</param>
    /// <param name="help">What to do.</param>
    /// <param name="keys">The keys from the rule to the place.</param>
    public void Add(LintCheck lint, PolicyRule rule, string message, string? help, params ReadOnlySpan<string> keys) => Add(lint, rule.Id, _places.Of(rule, keys), message, help);

    /// <summary>Takes a finding in the tests of a parameter.</summary>
    /// <param name="lint">The lint.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="path">The parameter.</param>
    /// <param name="message">What is found.</param>
    /// <param name="help">What to do.</param>
    /// <param name="keys">The keys of the test, one of which is there.</param>
    public void AddParameter(LintCheck lint, PolicyRule rule, ParameterPath path, string message, string? help, params ReadOnlySpan<string> keys) =>
        Add(lint, rule.Id, _places.OfParameter(rule, path, keys), message, help);

    /// <summary>Takes a finding.</summary>
    /// <param name="lint">The lint.</param>
    /// <param name="name">The rule's id, or the tool's name.</param>
    /// <param name="place">Where it is.</param>
    /// <param name="message">What is found.</param>
    /// <param name="help">What to do.</param>
    public void Add(LintCheck lint, string name, SourcePlace place, string message, string? help) =>
        Findings.Add(new LintFinding(lint.Id, name, new Diagnostic(place.File, place.Line, place.Column, message)
        {
            Severity = lint.Severity,
            Help = help,
            Note = $"lint `{lint.Id}`",
        }));

    private static IEnumerable<string> KeysOf(PolicyRule rule) =>
        rule.What.Tools.IsEmpty || rule.What.Tools.Any(tool => !tool.IsExact) ? [""] : rule.What.Tools.Select(tool => tool.Text);
}
