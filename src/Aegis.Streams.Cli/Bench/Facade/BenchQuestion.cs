using Aegis.Streams.Protocol.V1;
using Google.Protobuf;

namespace Aegis.Streams.Cli.Bench.Facade;

/// <summary>The questions of the load: a price or a quote that the sample policies allow, of agents and an item of the sample tables.</summary>
internal static class BenchQuestion
{
    public const string Read = "read";
    public const string Write = "write";
    public const string Stateful = "stateful";

    /// <summary>The read as a line of a file of intents, for other engines.</summary>
    public const string Json = $$"""{"tenant":"acme","agent":"finance-agent","tool":"pricing-api","action":"get_price","call_class":"read","parameters":{{Price}}}""";

    private const string Price = """{"sku":"SKU-000001"}""";
    private const string Quote = """{"sku":"SKU-000001","quantity":4,"discount_percent":10}""";

    /// <summary>Makes the request of a mode; its id follows from a number.</summary>
    public static byte[] Of(string mode, string run, long number) => new DecideRequest
    {
        Intent = new ToolCallIntent
        {
            Id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"bench-{run}-{number}"),
            Tenant = "acme",
            Agent = mode == Read ? "finance-agent" : "sales-composer",
            Tool = "pricing-api",
            Action = mode == Read ? "get_price" : "generate_quote",
            CallClass = mode == Read ? CallClass.Read : CallClass.Write,
            Parameters = ByteString.CopyFromUtf8(mode == Read ? Price : Quote),
        },
        Idempotent = mode == Stateful,
    }.ToByteArray();

    /// <summary>Says whether an answer is the right one.</summary>
    public static bool IsRight(byte[] answer) => DecideResponse.Parser.ParseFrom(answer).Decision?.Outcome == Protocol.V1.Outcome.Allow;
}
