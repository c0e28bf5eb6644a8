using System.Text.Json;
using Aegis.Streams.Protocol.V1;
using Grpc.Core;

namespace Aegis.Streams.Client;

/// <summary>Turns what came from the facade into an answer, and believes nothing that does not fit the question.</summary>
internal static class AnswerReader
{
    private static readonly ReadOnlyMemory<byte> EmptyObject = "{}"u8.ToArray();

    /// <summary>Reads a decision.</summary>
    public static AegisDecision Read(ToolCallIntent intent, Decision? decision)
    {
        if (decision is null) return AegisDecision.Of(Invalid("The answer holds no decision."));
        if (!IsAbout(decision, intent)) return AegisDecision.Of(Invalid("The answer is the decision of another intent."));
        return decision.Outcome switch
        {
            Outcome.Allow => AegisDecision.Allow(decision, PermitOf(decision, intent.Parameters.IsEmpty ? EmptyObject : intent.Parameters.Memory, isSanitized: false)),
            Outcome.Sanitize when IsObject(decision.SanitizedParameters.Span) => AegisDecision.Sanitize(decision, PermitOf(decision, decision.SanitizedParameters.Memory, isSanitized: true)),
            Outcome.Sanitize => AegisDecision.Of(Invalid("The decision is sanitize and holds no sanitized parameters.")),
            Outcome.ApprovalNeeded => AegisDecision.ApprovalNeeded(decision),
            Outcome.Deny => AegisDecision.Deny(decision),
            _ => AegisDecision.Of(Invalid("The decision has an outcome that this client does not know; use a newer one.")),
        };
    }

    /// <summary>Reads one result of a batch.</summary>
    public static AegisDecision Read(ToolCallIntent intent, DecideResult result) => result.ResultCase == DecideResult.ResultOneofCase.Refusal
        ? AegisDecision.Of(new DecisionFault(StatusOf(result.Refusal.Status), result.Refusal.Code, result.Refusal.Message) { Path = result.Refusal.Path is { Length: > 0 } path ? path : null, Attempts = 1 })
        : Read(intent, result.Decision);

    /// <summary>Says that an answer cannot be believed.</summary>
    public static DecisionFault Invalid(string message) => new(StatusCode.Internal, ClientCodes.InvalidAnswer, message);

    private static StatusCode StatusOf(int status) => status != 0 && Enum.IsDefined((StatusCode)status) ? (StatusCode)status : StatusCode.Unknown;

    private static bool IsAbout(Decision decision, ToolCallIntent intent) =>
        decision.IntentId == intent.Id && decision.Tenant == intent.Tenant && decision.Agent == intent.Agent && decision.Tool == intent.Tool && decision.Action == intent.Action;

    private static CallPermit PermitOf(Decision decision, ReadOnlyMemory<byte> parameters, bool isSanitized) =>
        new(parameters, isSanitized, decision.DecisionId, [.. decision.Obligations.Select(obligation => new CallObligation(obligation.Code, obligation.Arguments.ToDictionary(StringComparer.Ordinal)))]);

    private static bool IsObject(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
