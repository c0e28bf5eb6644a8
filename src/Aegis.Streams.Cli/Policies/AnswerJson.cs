using System.Text.Json;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Evaluation;
using Aegis.Streams.Policy.Inquiry;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Cli.Policies;

/// <summary>An answer of policies as JSON.</summary>
internal static class AnswerJson
{
    /// <summary>Writes an answer.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="revision">The revision of the policies.</param>
    /// <param name="withRules">Whether what each rule did is written too.</param>
    /// <param name="withSanitized">Whether the rewritten parameters are written too.</param>
    public static void Write(Utf8JsonWriter json, PolicyAnswer answer, string revision, bool withRules, bool withSanitized = false)
    {
        json.WriteStartObject();
        json.WriteString("outcome", OutcomeWords.Of(answer.Outcome));
        if (answer.Trace is { } trace)
        {
            if (trace.Verdict.RuleId is { } permit) json.WriteString("permit", permit);
            json.WriteString("class", WordOf(trace.Class));
            if (trace.LayerClass != trace.Class) json.WriteString("layer_class", WordOf(trace.LayerClass));
            WriteNames(json, "rules", trace.Applied);
        }

        WriteFindings(json, "findings", answer.Findings);
        WriteFindings(json, "observed", answer.Trace?.Verdict.Observed ?? []);
        DlpCountJson.Write(json, answer.DlpCounts);
        if (withSanitized && !answer.SanitizedParameters.IsEmpty)
        {
            json.WritePropertyName("sanitized_parameters");
            using var sanitized = JsonDocument.Parse(answer.SanitizedParameters);
            sanitized.RootElement.WriteTo(json);
        }

        json.WriteBoolean("catalog_open", answer.LeavesCatalogOpen);
        json.WriteString("policy_revision", revision);
        if (withRules && answer.Trace is { } rules) WriteTraces(json, rules);
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, string name, IEnumerable<string> names)
    {
        json.WriteStartArray(name);
        foreach (var text in names) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteFindings(Utf8JsonWriter json, string name, IEnumerable<Finding> findings)
    {
        json.WriteStartArray(name);
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("outcome", OutcomeWords.Of(finding.Outcome));
            WriteReason(json, finding.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteReason(Utf8JsonWriter json, Reason reason)
    {
        json.WriteString("code", reason.Code);
        foreach (var (name, text) in new[] { ("path", reason.Path), ("limit", reason.Limit), ("observed", reason.Observed), ("rule", reason.RuleId), ("message", reason.Message), ("hint", reason.Hint), ("docs", reason.Docs) })
            if (text is not null) json.WriteString(name, text);
    }

    private static void WriteTraces(Utf8JsonWriter json, PolicyTrace trace)
    {
        json.WriteStartArray("traces");
        foreach (var rule in trace.Rules)
        {
            json.WriteStartObject();
            json.WriteString("rule", rule.Rule.Id);
            json.WriteString("effect", WordOf(rule.Rule.Effect));
            json.WriteBoolean("applies", rule.Applies);
            if (rule.Rule.IsObserved) json.WriteBoolean("only_observed", true);
            if (!rule.Applies) json.WriteString("silence", WordOf(rule.Silence));
            if (rule.When is { } truth) json.WriteString("condition", truth switch { Truth.True => "true", Truth.False => "false", _ => "undecided" });
            if (!rule.Reasons.IsEmpty)
            {
                json.WriteStartArray("reasons");
                foreach (var reason in rule.Reasons)
                {
                    json.WriteStartObject();
                    WriteReason(json, reason with { RuleId = null });
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string WordOf(ToolClass toolClass) => toolClass switch
    {
        ToolClass.Read => "read",
        ToolClass.Expensive => "expensive",
        _ => "write",
    };

    private static string WordOf(RuleEffect effect) => effect switch
    {
        RuleEffect.Permit => "permit",
        RuleEffect.Forbid => "forbid",
        RuleEffect.Sanitize => "sanitize",
        _ => "require_approval",
    };

    private static string WordOf(RuleSilence silence) => silence switch
    {
        RuleSilence.OtherSubject => "other_subject",
        RuleSilence.OtherTarget => "other_target",
        RuleSilence.UnknownParameter => "unknown_parameter",
        _ => "condition",
    };
}
