using Aegis.Streams.Protocol.V1;
using Google.Protobuf;

namespace Aegis.Streams.IntegrationTests.Client;

/// <summary>Intents for the policies of <see cref="FacadeInstance"/>.</summary>
internal static class Questions
{
    public static ToolCallIntent Intent(string id, string action, string parameters = "{}", string tool = "crm", CallClass callClass = CallClass.Write) => new()
    {
        Id = id,
        Tenant = "acme",
        Agent = "bot",
        Tool = tool,
        Action = action,
        CallClass = callClass,
        Parameters = ByteString.CopyFromUtf8(parameters),
    };
}
