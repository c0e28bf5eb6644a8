using Aegis.Streams.Intents;
using Aegis.Streams.State;
using Google.Protobuf;
using Contract = Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Publishing;

/// <summary>Writes intents, for those who pass one on.</summary>
public static class IntentWriter
{
    /// <summary>Writes an intent as the plain Protobuf message of the contract.</summary>
    /// <param name="intent">The intent.</param>
    /// <returns>The value of its record.</returns>
    public static byte[] WriteMessage(Intent intent) => ToMessage(intent).ToByteArray();

    /// <summary>Makes the message of the contract, which shares the intent's parameters.</summary>
    /// <param name="intent">The intent.</param>
    /// <returns>The message.</returns>
    public static Contract.ToolCallIntent ToMessage(Intent intent) => new()
    {
        Id = intent.Id,
        Tenant = intent.Tenant,
        Agent = intent.Agent,
        Credential = intent.Credential ?? "",
        Tool = intent.Tool,
        Action = intent.Action,
        CallClass = intent.CallClass == CallClass.Read ? Contract.CallClass.Read : Contract.CallClass.Write,
        Parameters = UnsafeByteOperations.UnsafeWrap(intent.Parameters),
        EgressTarget = intent.EgressTarget ?? "",
        Traceparent = intent.TraceParent ?? "",
        Tracestate = intent.TraceState ?? "",
        CreatedAt = ContractTime.Write(intent.CreatedAt),
        Deadline = ContractTime.Write(intent.Deadline),
        ReplyTopic = intent.ReplyTopic ?? "",
        Attempt = (uint)intent.Attempt,
        OverrideToken = intent.OverrideToken ?? "",
    };
}
