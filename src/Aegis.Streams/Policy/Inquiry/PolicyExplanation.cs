using System.Globalization;
using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Evaluation;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Inquiry;

/// <summary>Tells the whole way of one answer in plain words: what was asked, which rules speak, why the others are silent, and what follows. No parameter's value is in it.</summary>
public sealed class PolicyExplanation
{
    private const int MaxNamed = 3;
    private const int MaxSilent = 20;

    private readonly StringBuilder _text = new();
    private readonly bool _all;

    private PolicyExplanation(bool all) => _all = all;

    /// <summary>Tells the way of an answer.</summary>
    /// <param name="question">What was asked.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="all">Whether every silent rule is named; else those that speak of other callers or calls are counted, and of the others the first 20 are named.</param>
    /// <returns>Lines that end in a line feed each.</returns>
    public static string Write(PolicyQuestion question, PolicyAnswer answer, bool all)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(answer);
        var explanation = new PolicyExplanation(all);
        explanation.WriteCall(question, answer);
        if (answer.Trace is { } trace) explanation.WriteRules(trace);
        explanation.WriteAnswer(answer);
        return explanation._text.ToString();
    }

    private void WriteCall(PolicyQuestion question, PolicyAnswer answer)
    {
        var agent = question.Registration;
        Line("The call");
        Line($"  tenant {agent.Tenant}, agent {agent.Agent}, tool {question.Tool}, action {question.Action}");
        if (!agent.Groups.IsEmpty || !agent.Roles.IsEmpty) Line($"  groups: {Names(agent.Groups)}; roles: {Names(agent.Roles)}");
        if (agent.Attributes.Count > 0) Line($"  attributes: {Names(agent.Attributes.Keys)}");
        if (answer.Trace is not null) Line($"  parameters: {Names(answer.Parameters)}");
        if (answer.Trace is { } trace)
        {
            var claim = question.ClaimedClass == CallClass.Read ? ToolClass.Read : ToolClass.Write;
            Line($"  it counts as {Word(trace.Class)}{(trace.Class == claim ? "" : $", as policy declares; the intent claims {Word(claim)}")}");
            if (trace.LayerClass != trace.Class) Line($"  for rules of tenant {agent.Tenant} it counts as {Word(trace.LayerClass)}, as the tenant's policies declare");
        }

        Line($"  at {Rfc3339.Format(question.DecisionTime)}, {(question.Environment is { } environment ? $"environment {environment}" : "in no named environment")}");
    }

    private void WriteRules(PolicyTrace trace)
    {
        var applying = trace.Rules.Where(rule => rule.Applies).ToArray();
        Line(applying.Length == 0 ? "No rule applies" : "Rules that apply");
        foreach (var rule in applying) WriteRule(rule, "");
        var near = trace.Rules.Where(rule => rule.Silence is RuleSilence.Condition or RuleSilence.UnknownParameter).ToArray();
        if (near.Length > 0) Line("Rules that speak of such a call, and stay silent");
        foreach (var rule in _all ? near : near.Take(MaxSilent)) WriteRule(rule, $": {Why(rule)}");
        if (!_all && near.Length > MaxSilent) Line($"  and {Count(near.Length - MaxSilent)} more");
        var far = trace.Rules.Where(rule => rule.Silence is RuleSilence.OtherSubject or RuleSilence.OtherTarget).GroupBy(rule => rule.Silence).OrderBy(group => group.Key).ToArray();
        if (far.Length > 0) Line("Rules that do not speak of it");
        foreach (var group in far) WriteGroup(group.Key, [.. group]);
    }

    private void WriteGroup(RuleSilence silence, RuleTrace[] rules)
    {
        var others = silence == RuleSilence.OtherSubject ? "other agents, groups, roles or tenants" : "other tools, actions or classes";
        Line($"  {Count(rules.Length)} {(rules.Length == 1 ? "speaks" : "speak")} of {others}: {string.Join(", ", (_all ? rules : rules.Take(MaxNamed)).Select(rule => rule.Rule.Id))}{(!_all && rules.Length > MaxNamed ? ", ..." : "")}");
    }

    private void WriteRule(RuleTrace trace, string why)
    {
        var rule = trace.Rule;
        var place = rule.Place.Line == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({rule.Place.File}:{rule.Place.Line})");
        Line($"  {Word(rule.Effect)} {rule.Id}{(rule.IsObserved ? ", only observed" : "")}{place}{why}");
        foreach (var reason in trace.Reasons) Line($"    {Describe(reason)}");
    }

    private void WriteAnswer(PolicyAnswer answer)
    {
        Line($"The answer: {OutcomeWords.Of(answer.Outcome)}");
        foreach (var sentence in Sentences(answer)) Line($"  {sentence}");
    }

    private static IEnumerable<string> Sentences(PolicyAnswer answer)
    {
        if (answer.Trace is not { } trace)
        {
            yield return $"The parameters cannot be read ({answer.Findings[0].Reason.Code}), so the call is denied before any rule is asked.";
            yield break;
        }

        var verdict = trace.Verdict;
        var forbids = trace.Rules.Where(rule => rule is { Applies: true, Rule: { Effect: RuleEffect.Forbid, IsObserved: false } }).Select(rule => rule.Rule.Id).ToArray();
        if (forbids.Length > 0) yield return $"Forbidden by {string.Join(", ", forbids)}: a prohibition beats everything else.";
        if (verdict.RuleId is null) yield return "No permit covers the call, and what nothing permits is denied.";
        else yield return $"Permitted by {verdict.RuleId}.";
        foreach (var rule in verdict.Approvals) yield return $"{rule.Id} demands an approval: {rule.Approval!.Quorum.ToString(CultureInfo.InvariantCulture)} of {rule.Approval.Group} within {DurationText.Format(rule.Approval.Expires)}.";
        foreach (var rule in verdict.Redactions) yield return $"{rule.Id} demands that the profile {rule.Dlp!.Profile} be applied{(rule.Dlp.Paths.IsEmpty ? "" : $" to {Names(rule.Dlp.Paths.Select(path => path.Text))}")}.";
        foreach (var count in answer.DlpCounts) yield return $"{count.Profile} finds {Count(count.Count)} {count.Entity} in {count.Path ?? "various places"}: {count.Operator}.{(count.Hidden > 0 ? $" Invisible characters stand in {count.Hidden}." : "")}";
        if (verdict.DlpChecks.Length > 0 && answer.DlpCounts.IsEmpty && answer.Outcome != DecisionOutcome.Deny) yield return "There is nothing to redact.";
        if (verdict.CatalogChecks.Length > 0) yield return answer.LeavesCatalogOpen ? "What is sold must be in the catalog, which was not asked." : "What is sold was looked up in the catalog.";
        foreach (var finding in answer.Findings.Where(finding => finding.Outcome != DecisionOutcome.Allow)) yield return $"{OutcomeWords.Of(finding.Outcome)}: {Describe(finding.Reason)}";
    }

    /// <summary>Describes a reason in one line, without the rule.</summary>
    /// <param name="reason">The reason.</param>
    /// <returns>Such as `policy.parameter_range parameters.discount_percent, limit 25, found number`.</returns>
    public static string Describe(Reason reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        var text = reason.Path is null ? reason.Code : $"{reason.Code} {reason.Path}";
        if (reason.Limit is { } limit) text += $", limit {limit}";
        return reason.Observed is { } observed ? $"{text}, found {observed}" : text;
    }

    private static string Why(RuleTrace trace) => trace.Silence == RuleSilence.UnknownParameter
        ? "the call has a parameter that nothing names"
        : trace.When == Truth.Undecided ? "its condition cannot be told, which speaks against the call" : "its condition does not hold";

    private static string Word(RuleEffect effect) => Language.PolicyWords.Of(effect);

    private static string Word(ToolClass toolClass) => Language.PolicyWords.Of(toolClass);

    private static string Names(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } text ? text : "none";

    private static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private void Line(string text) => _text.Append(text).Append('\n');
}
