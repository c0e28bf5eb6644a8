using System.Text.Json;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Tests.Policy.Generation;

namespace Aegis.Streams.Tests.Policy.Reference;

/// <summary>What policies mean, written to be read and not to be fast. It shares nothing with the engines but the typed form of the rules.</summary>
internal sealed class ReferenceEvaluator
{
    private readonly IReadOnlyList<PolicyDocument> _documents;
    private readonly GeneratedCall _call;
    private readonly JsonElement _parameters;
    private readonly ReferenceCondition _conditions;

    private ReferenceEvaluator(IReadOnlyList<PolicyDocument> documents, GeneratedCall call, JsonElement parameters)
    {
        _documents = [.. documents.Where(document => document.Tenant is null || document.Tenant == call.Tenant)];
        _call = call;
        _parameters = parameters;
        _conditions = new ReferenceCondition(call, parameters);
    }

    public static Answer Evaluate(IReadOnlyList<PolicyDocument> documents, GeneratedCall call)
    {
        if (!call.IsReadable) return Answer.Unreadable;
        using var parameters = JsonDocument.Parse(call.Parameters);
        return new ReferenceEvaluator(documents, call, parameters.RootElement).Evaluate();
    }

    private Answer Evaluate()
    {
        var applied = _documents.SelectMany(document => document.Rules.Where(rule => Applies(document, rule)).Select(rule => (Document: document, Rule: rule))).ToList();
        var enforced = applied.Where(item => !item.Rule.IsObserved).ToList();
        var isInBase = enforced.Exists(item => item.Rule.Effect == RuleEffect.Permit && item.Document.Tenant is null);
        var isInLayer = enforced.Exists(item => item.Rule.Effect == RuleEffect.Permit && item.Document.Tenant is not null);
        var isPermitted = _documents.Any(document => document.Tenant is null)
            ? isInBase && (isInLayer || !_documents.Any(document => document.Tenant is not null && (HasPermits(document) || !document.Narrows.IsEmpty) && SpeaksOfAgent(document)))
            : isInLayer;

        var verdict = Has(RuleEffect.Forbid) || !isPermitted ? DecisionOutcome.Deny
            : Has(RuleEffect.RequireApproval) ? DecisionOutcome.ApprovalNeeded
            : Has(RuleEffect.Sanitize) ? DecisionOutcome.Sanitize
            : DecisionOutcome.Allow;
        return Answer.Of(verdict, enforced.Select(item => item.Rule.Id), applied.Except(enforced).Select(item => item.Rule.Id));

        bool Has(RuleEffect effect) => enforced.Exists(item => item.Rule.Effect == effect);
    }

    private static bool HasPermits(PolicyDocument document) => document.Rules.Any(rule => rule is { Effect: RuleEffect.Permit, IsObserved: false });

    private bool SpeaksOfAgent(PolicyDocument document) => document.Narrows.IsEmpty || Matches(document.Narrows, _call.Agent);

    private bool Applies(PolicyDocument document, PolicyRule rule)
    {
        if (!SpeaksOf(rule.Who) || !SpeaksOf(document, rule.What)) return false;
        return rule.Effect == RuleEffect.Permit
            ? _conditions.Evaluate(rule.When, ifAbsent: Kleene.True) == Kleene.True && KnowsAllParameters(document, rule)
            : _conditions.Evaluate(rule.When, ifAbsent: Kleene.False) != Kleene.False;
    }

    private bool SpeaksOf(Subject who) =>
        (who.Agents.IsEmpty || Matches(who.Agents, _call.Agent))
        && (who.Tenants.IsEmpty || Matches(who.Tenants, _call.Tenant))
        && (who.Groups.IsEmpty || _call.Groups.Any(group => Matches(who.Groups, group)))
        && (who.Roles.IsEmpty || _call.Roles.Any(role => Matches(who.Roles, role)));

    private bool SpeaksOf(PolicyDocument document, Target what) =>
        (what.Tools.IsEmpty || Matches(what.Tools, _call.Tool))
        && (what.Actions.IsEmpty || Matches(what.Actions, _call.Action))
        && (what.Classes.IsEmpty || what.Classes.Contains(ClassOfCall(document)));

    private static bool Matches(IEnumerable<NameGlob> globs, string name) => globs.Any(glob => ReferenceGlob.Matches(glob.Text, name));

    /// <summary>A rule of the base does not see what a tenant declares.</summary>
    private ToolClass ClassOfCall(PolicyDocument document) =>
        StrictestOf(_documents.Where(other => other.Tenant is null))
        ?? (document.Tenant is null ? null : StrictestOf(_documents.Where(other => other.Tenant is not null)))
        ?? (_call.ClaimedClass == CallClass.Read ? ToolClass.Read : ToolClass.Write);

    private ToolClass? StrictestOf(IEnumerable<PolicyDocument> documents)
    {
        var declared = documents.SelectMany(document => document.Tools).Where(Declares).Select(tool => tool.Class).ToList();
        return declared.Contains(ToolClass.Expensive) ? ToolClass.Expensive
            : declared.Contains(ToolClass.Write) ? ToolClass.Write
            : declared.Contains(ToolClass.Read) ? ToolClass.Read
            : null;
    }

    private bool Declares(ToolDeclaration tool) =>
        ReferenceGlob.Matches(tool.Tool.Text, _call.Tool) && (tool.Actions.IsEmpty || Matches(tool.Actions, _call.Action));

    /// <summary>A permit of the base is not widened by what a tenant declares.</summary>
    private bool KnowsAllParameters(PolicyDocument document, PolicyRule rule)
    {
        var declarations = _documents.Where(other => other.Tenant is null || other.Tenant == document.Tenant).SelectMany(other => other.Tools).Where(Declares).ToList();
        return rule.AcceptsUnknown || declarations.Exists(tool => tool.AcceptsUnknown)
            || ReferenceNames.KnowsAll([.. ReferenceNames.Named(rule), .. declarations.SelectMany(tool => tool.Parameters)], _parameters);
    }
}
