using Aegis.Streams.Intents;
using Aegis.Streams.Protocol.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using CallClass = Aegis.Streams.Protocol.V1.CallClass;

namespace Aegis.Streams.Cli.Decide;

/// <summary>Makes an intent that was read the message that a facade is asked with.</summary>
internal static class IntentContract
{
    public static ToolCallIntent Of(Intent intent) => new()
    {
        Id = intent.Id,
        Tenant = intent.Tenant,
        Agent = intent.Agent,
        Credential = intent.Credential ?? "",
        Tool = intent.Tool,
        Action = intent.Action,
        CallClass = intent.CallClass switch
        {
            Intents.CallClass.Read => CallClass.Read,
            Intents.CallClass.Write => CallClass.Write,
            _ => CallClass.Unspecified,
        },
        Parameters = ByteString.CopyFrom(intent.Parameters.Span),
        EgressTarget = intent.EgressTarget ?? "",
        Traceparent = intent.TraceParent ?? "",
        Tracestate = intent.TraceState ?? "",
        CreatedAt = intent.CreatedAt is { } created ? Timestamp.FromDateTimeOffset(created) : null,
        Deadline = intent.Deadline is { } deadline ? Timestamp.FromDateTimeOffset(deadline) : null,
        ReplyTopic = intent.ReplyTopic ?? "",
        Attempt = (uint)intent.Attempt,
        OverrideToken = intent.OverrideToken ?? "",
    };
}
