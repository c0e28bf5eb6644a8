using Aegis.Streams.Client;
using Aegis.Streams.Protocol.V1;
using Google.Protobuf;

namespace Aegis.Streams.IntegrationTests.Client;

/// <summary>The program of the client's README.</summary>
internal static class ClientExample
{
    public static async Task<string> RunAsync(Uri facade, string token, string agent, Func<ReadOnlyMemory<byte>, string> runTool)
    {
        using var aegis = new AegisClient(new AegisClientOptions { Address = facade, Token = token });
        var intent = new ToolCallIntent { Id = "quote-4711", Tenant = "acme", Agent = agent, Tool = "pricing-api", Action = "generate_quote" };
        intent.CallClass = CallClass.Read;
        intent.Parameters = ByteString.CopyFromUtf8("""{"sku":"SKU-000123","quantity":4}""");
        var answer = await aegis.DecideAsync(intent);
        if (answer.Permit is { } permit) return runTool(permit.Parameters);
        return $"not run: {answer}";
    }
}
