using Aegis.Streams.Protocol.V1;
using Google.Protobuf;
using ContractOutcome = Aegis.Streams.Protocol.V1.Outcome;

namespace Aegis.Streams.Tests.Client;

/// <summary>One question, and decisions about it.</summary>
internal static class ClientScene
{
    public const string Parameters = """{"sku":"A-1"}""";

    public static ToolCallIntent Intent(string id = "i-1") => new()
    {
        Id = id,
        Tenant = "acme",
        Agent = "bot",
        Tool = "crm",
        Action = "send",
        CallClass = CallClass.Write,
        Parameters = ByteString.CopyFromUtf8(Parameters),
    };

    public static Decision Decision(ContractOutcome outcome, string sanitized = "", string id = "i-1") => new()
    {
        DecisionId = "d-1",
        IntentId = id,
        Tenant = "acme",
        Agent = "bot",
        Tool = "crm",
        Action = "send",
        Outcome = outcome,
        SanitizedParameters = ByteString.CopyFromUtf8(sanitized),
        Reasons = { new Reason { Code = "policy.why" } },
        Obligations = { new Obligation { Code = "notify", Arguments = { ["who"] = "finance" } } },
    };
}
