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
    private readonly ScopeIndex _index;
    private readonly ILookup<string, (string? Tenant, ToolDeclaration Tool)> _toolsByName;

    public LintSubject(ImmutableArray<PolicyDocument> documents, PolicyPlaces places)
    {
        _places = places;
        Documents = documents;
        Rules = [.. documents.SelectMany(document => document.Rules.Select(rule => new LayeredRule(rule, document.Tenant)))];
        Tools = [.. documents.SelectMany(document => document.Tools.Select(tool => (document.Tenant, tool)))];
        Profiles = [.. documents.SelectMany(document => document.DlpProfiles.Select(profile => (document.Tenant, profile)))];
        _index = new ScopeIndex(Rules);
        _toolsByName = Tools.ToLookup(pair => pair.Tool.Tool.IsExact ? pair.Tool.Tool.Text : "", StringComparer.Ordinal);
    }

    /// <summary>Gets the policies.</summary>
    public ImmutableArray<PolicyDocument> Documents { get; }

    /// <summary>Gets the rules.</summary>
    public ImmutableArray<LayeredRule> Rules { get; }

    /// <summary>Gets the declarations with the tenants of their layers.</summary>
    public ImmutableArray<(string? Tenant, ToolDeclaration Tool)> Tools { get; }

    /// <summary>Gets the profiles of redaction with the tenants of their layers.</summary>
    public ImmutableArray<(string? Tenant, DlpProfile Profile)> Profiles { get; }

    /// <summary>Gets the permits that count.</summary>
    public IEnumerable<LayeredRule> Permits => Rules.Where(one => one.Rule is { Effect: RuleEffect.Permit, IsObserved: false });

    /// <summary>Gets the permits that count and are not held within others: those of the base, or of layers where there is none.</summary>
    public IEnumerable<LayeredRule> FreePermits => Documents.Any(document => document.Tenant is null) ? Permits.Where(one => one.Tenant is null) : Permits;

    /// <summary>Gets the findings so far.</summary>
    public List<LintFinding> Findings { get; } = [];

    /// <summary>Finds the rules that may speak of all calls of a rule; no other does.</summary>
    public IEnumerable<LayeredRule> CandidatesFor(LayeredRule one) => _index.AroundOf(one);

    /// <summary>Finds the rules that may speak of some call of a rule; others name none of its tools.</summary>
    public IEnumerable<LayeredRule> NeighboursOf(PolicyRule rule) => _index.NeighboursOf(rule);

    /// <summary>Finds the prohibitions that count and may speak of all calls of a rule.</summary>
    public IEnumerable<LayeredRule> ForbidsFor(LayeredRule one) => CandidatesFor(one).Where(other => other.Rule is { Effect: RuleEffect.Forbid, IsObserved: false });

    /// <summary>Finds the declarations that may speak of calls of a rule.</summary>
    public IEnumerable<ToolDeclaration> DeclarationsFor(LayeredRule one)
    {
        var tools = one.Rule.What.Tools;
        var near = tools.IsEmpty || tools.Any(tool => !tool.IsExact) ? Tools : tools.Select(tool => tool.Text).Append("").Distinct(StringComparer.Ordinal).SelectMany(name => _toolsByName[name]);
        return near.Where(pair => (pair.Tenant is null || pair.Tenant == one.Tenant) && DeclarationScope.Overlap(pair.Tool, tools, one.Rule.What.Actions)).Select(pair => pair.Tool);
    }

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
}
