using Aegis.Streams.Protocol.V1;
using Google.Protobuf;

namespace Aegis.Streams.Cli.Bench.Facade;

/// <summary>The question of the load: a quote that the sample policies allow, of an agent and an item of the sample tables.</summary>
internal static class BenchQuestion
{
    public const string Read = "read";
    public const string Write = "write";
    public const string Stateful = "stateful";

    /// <summary>The same as a line of a file of intents, for other engines.</summary>
    public const string Json = """{"tenant":"acme","agent":"sales-composer","tool":"pricing-api","action":"generate_quote","call_class":"read","parameters":{"sku":"SKU-000001","quantity":4,"discount_percent":10}}""";

    /// <summary>Makes the request of a mode; its id follows from a number.</summary>
    public static byte[] Of(string mode, string run, long number) => new DecideRequest
    {
        Intent = new ToolCallIntent
        {
            Id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"bench-{run}-{number}"),
            Tenant = "acme",
            Agent = "sales-composer",
            Tool = "pricing-api",
            Action = "generate_quote",
            CallClass = mode == Write ? CallClass.Write : CallClass.Read,
            Parameters = ByteString.CopyFromUtf8("""{"sku":"SKU-000001","quantity":4,"discount_percent":10}"""),
        },
        Idempotent = mode == Stateful,
    }.ToByteArray();

    /// <summary>Says whether an answer is the right one.</summary>
    public static bool IsRight(byte[] answer) => DecideResponse.Parser.ParseFrom(answer).Decision?.Outcome == Protocol.V1.Outcome.Allow;
}
