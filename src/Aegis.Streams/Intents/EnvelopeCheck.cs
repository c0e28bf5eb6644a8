using System.Buffers;
using Aegis.Streams.Identity;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.State;
using Contract = Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Intents;

/// <summary>Checks an envelope, however it was encoded, against the bounds of the contract.</summary>
internal static class EnvelopeCheck
{
    public const int MaxCredentialLength = 8192;
    public const int MaxOverrideTokenLength = 4096;
    public const int MaxEgressTargetLength = 2048;
    public const int MaxAttempt = 1000;

    /// <summary>The form of ids as a pattern of ECMA-262.</summary>
    public const string IdPattern = "^[A-Za-z0-9._:-]{1,128}$";

    /// <summary>The form of reply topics as a pattern of ECMA-262; empty: none.</summary>
    public const string TopicPattern = "^[A-Za-z0-9._-]{0,249}$";

    public const string EgressTargetRule = "must be an absolute URI of at most 2,048 characters";

    private const int MaxCorrelationIdLength = 64;
    private const int MaxIdLength = 128;
    private const int MaxTopicLength = 249;
    private const string IdRule = "must be 1 to 128 characters of A-Z a-z 0-9 . _ : -";
    private const string TopicRule = "must be at most 249 characters of A-Z a-z 0-9 . _ -";

    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-");

    private static readonly SearchValues<char> TopicCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>Makes the intent of an envelope, or names the first field that breaks the contract.</summary>
    public static IntentReading ToIntent(Contract.ToolCallIntent contract, SourceRecord record, WireFormat format)
    {
        if ((NameFault(contract) ?? OptionalFault(contract)) is { } fault) return fault;
        if (!ContractTime.TryRead(contract.CreatedAt, "created_at", out var createdAt, out var timeFault)
            || !ContractTime.TryRead(contract.Deadline, "deadline", out var deadline, out timeFault))
        {
            return Invalid(timeFault.Field, timeFault.Message);
        }

        return new Intent
        {
            Id = contract.Id,
            Tenant = contract.Tenant,
            Agent = contract.Agent,
            Credential = NullIfEmpty(contract.Credential),
            Tool = contract.Tool,
            Action = contract.Action,
            CallClass = contract.CallClass == Contract.CallClass.Read ? CallClass.Read : CallClass.Write,
            Parameters = contract.Parameters.Memory,
            EgressTarget = NullIfEmpty(contract.EgressTarget),
            TraceParent = TraceContext.Parent(contract.Traceparent, record),
            TraceState = TraceContext.State(contract.Tracestate, record),
            CreatedAt = createdAt,
            Deadline = deadline,
            ReplyTopic = NullIfEmpty(contract.ReplyTopic),
            Attempt = (int)contract.Attempt,
            OverrideToken = NullIfEmpty(contract.OverrideToken),
            CorrelationId = record.FindHeader(RecordHeaderNames.CorrelationId) is { Length: > 0 and <= MaxCorrelationIdLength } correlation ? correlation : null,
            Format = format,
        };
    }

    /// <summary>Says whether a text can be where a call goes.</summary>
    public static bool IsEgressTarget(string text) =>
        text.Length is > 0 and <= MaxEgressTargetLength && !text.AsSpan().ContainsAnyInRange('\0', ' ') && IsAbsoluteUri(text);

    private static IntentFault? NameFault(Contract.ToolCallIntent contract) =>
        Name("id", contract.Id, IsId(contract.Id), IdRule)
        ?? Name("tenant", contract.Tenant, AgentNames.IsValid(contract.Tenant), AgentNames.Rule)
        ?? Name("agent", contract.Agent, AgentNames.IsValid(contract.Agent), AgentNames.Rule)
        ?? Name("tool", contract.Tool, ToolNames.IsValid(contract.Tool), ToolNames.Rule)
        ?? Name("action", contract.Action, ToolNames.IsValid(contract.Action), ToolNames.Rule);

    private static IntentFault? OptionalFault(Contract.ToolCallIntent contract)
    {
        if (!Enum.IsDefined(contract.CallClass)) return Invalid("call_class", "must be read or write");
        if (contract.Attempt > MaxAttempt) return Invalid("attempt", "must be at most 1,000");
        if (contract.ReplyTopic.Length > MaxTopicLength || contract.ReplyTopic.AsSpan().ContainsAnyExcept(TopicCharacters))
            return Invalid("reply_topic", TopicRule);
        if (contract.Credential.Length > MaxCredentialLength) return Invalid("credential", "must have at most 8,192 characters");
        if (contract.OverrideToken.Length > MaxOverrideTokenLength) return Invalid("override_token", "must have at most 4,096 characters");
        return contract.EgressTarget.Length == 0 || IsEgressTarget(contract.EgressTarget) ? null : Invalid("egress_target", EgressTargetRule);
    }

    private static IntentFault? Name(string field, string value, bool isValid, string rule) =>
        isValid ? null
        : value.Length == 0 ? new IntentFault(ReasonCodes.MissingField, field, $"The field {field} is required.")
        : Invalid(field, rule);

    private static IntentFault Invalid(string field, string rule) => new(ReasonCodes.InvalidField, field, $"The field {field} {rule}.");

    /// <summary>Uri also takes `/path` and `//host`, as files. An absolute URI has its scheme (RFC 3986).</summary>
    private static bool IsAbsoluteUri(string target) =>
        Uri.TryCreate(target, UriKind.Absolute, out var uri) && target.StartsWith($"{uri.Scheme}:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Says whether a text can be the id of an intent.</summary>
    public static bool IsId(string id) => id.Length is > 0 and <= MaxIdLength && !id.AsSpan().ContainsAnyExcept(IdCharacters);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
