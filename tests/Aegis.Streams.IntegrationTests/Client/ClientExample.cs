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
        var answer = await aegis.DecideAsync(new ToolCallIntent
        {
            Id = "quote-4711",
            Tenant = "acme",
            Agent = agent,
            Tool = "pricing-api",
            Action = "generate_quote",
            CallClass = CallClass.Read,
            Parameters = ByteString.CopyFromUtf8("""{"sku":"SKU-000123","quantity":4}"""),
        });
        if (answer.Permit is { } permit) return runTool(permit.Parameters);
        return $"not run: {answer}";
    }
}
