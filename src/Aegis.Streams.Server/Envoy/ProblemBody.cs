using System.Buffers;
using System.Text;
using System.Text.Json;
using Aegis.Streams.Outcome;
using Aegis.Streams.Publishing;
using Aegis.Streams.Server.Calls;
using Aegis.Streams.Server.Envoy.Mapping;

namespace Aegis.Streams.Server.Envoy;

/// <summary>The bodies of denials: problem details (RFC 9457) with what an agent needs to go on.</summary>
internal static class ProblemBody
{
    /// <summary>Their media type.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>Makes the body of a decision.</summary>
    public static string Of(Decision decision, int status, EnvoyRoute route) => Write(
        status, Title(decision.Outcome), Detail(decision), decision.Reasons.Count > 0 ? decision.Reasons[0].Code : null, json =>
        {
            json.WriteString("outcome", ContractJson.Name(decision.Outcome));
            json.WriteString("decision_id", decision.DecisionId);
            json.WriteString("intent_id", decision.IntentId);
            json.WriteString("policy_revision", decision.PolicyRevision);
            ContractJson.WriteReasons(json, decision.Reasons);
            DlpCountJson.Write(json, decision.DlpCounts);
            ContractJson.WriteObject(json, "sanitized_parameters", decision.SanitizedParameters.Span);
            ContractJson.WriteObject(json, "sanitized_body", ParameterAssembly.BodyOf(route, decision.SanitizedParameters).Span);
        });

    /// <summary>Makes the body of a request that is denied before any decision.</summary>
    public static string Of(RequestDenial denial) => Write(denial.Status, "The request cannot be checked", denial.Message, denial.Code, json => ContractJson.WriteText(json, "path", denial.Path));

    /// <summary>Makes the body of a call that was given no decision.</summary>
    public static string Of(CallRefusal refusal, int status) => Write(status, "No decision", refusal.Message, refusal.Code, json => ContractJson.WriteText(json, "path", refusal.Path));

    private static string Title(DecisionOutcome outcome) => outcome switch
    {
        DecisionOutcome.Sanitize => "Denied as it is: a sanitized copy may pass",
        DecisionOutcome.ApprovalNeeded => "A human must approve",
        _ => "Denied by policy",
    };

    private static string? Detail(Decision decision) => decision.Reasons.Count > 0 ? decision.Reasons[0].Message ?? decision.Reasons[0].Hint : null;

    private static string Write(int status, string title, string? detail, string? code, Action<Utf8JsonWriter> rest)
    {
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output, ContractJson.WriterOptions);
        json.WriteStartObject();
        json.WriteString("type", "about:blank");
        json.WriteString("title", title);
        json.WriteNumber("status", status);
        ContractJson.WriteText(json, "detail", detail);
        ContractJson.WriteText(json, "code", code);
        rest(json);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
