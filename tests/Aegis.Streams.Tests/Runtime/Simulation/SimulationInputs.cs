using System.Text;
using Aegis.Streams.Kafka.Testing;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Tests.Runtime.Simulation;

/// <summary>Publishes what callers publish: intents of all kinds, repeats, broken records, intents in partitions that do not own them.</summary>
internal sealed class SimulationInputs(SimulatedCluster cluster, Random random)
{
    public const int MaxReplyBytes = 20_000;
    public const int MaxDeadLetterBytes = 1000;

    private static readonly string[] Keys =
    [
        "acme/sales-composer", "acme/finance-agent", "acme/prospect-finder", "globex/sales-composer", "globex/finance-agent",
        "umbrella/sales-composer", "acme/ghost", "initech/sales-composer",
    ];

    private readonly List<(string Key, string Id, string Value)> _sent = [];
    private readonly HashSet<(int, long)> _tried = [];

    public int Count { get; private set; }

    /// <summary>Publishes one record.</summary>
    public void PublishOne()
    {
        Count++;
        var kind = random.Next(100);
        if (kind < 12 && _sent.Count > 0)
        {
            var (key, _, value) = _sent[random.Next(_sent.Count)];
            Append(key, value);
        }
        else if (kind < 16 && _sent.Count > 0)
        {
            var (key, id, _) = _sent[random.Next(_sent.Count)];
            Append(key, Intent(key, id, discount: 77));
        }
        else if (kind < 20)
        {
            Append(Keys[random.Next(Keys.Length)], random.Next(4) switch { 0 => null, 1 => "{\"id\":", 2 => "\u0000nonsense", _ => new string('x', MaxDeadLetterBytes + 1) });
        }
        else
        {
            PublishNew(kind switch { < 23 => "poison", < 26 => "large", < 32 => "once", _ => "intent" });
        }
    }

    /// <summary>Publishes a new intent to every partition, so that every task processes something.</summary>
    public void PublishToAll()
    {
        for (var partition = 0; partition < SimulationSettings.Partitions; partition++)
        {
            var key = Enumerable.Range(0, 1000).Select(number => $"acme/agent-{number}").First(key => OwnerOf(key) == partition);
            Append(key, Intent(key, $"last-{partition}-{Count}", discount: 5), partition);
        }

        Count++;
    }

    /// <summary>Finds what is planned for a record, from the id that it was given.</summary>
    public Trouble TroubleOf(SourceRecord record)
    {
        var value = record.Value is null ? "" : Encoding.UTF8.GetString(record.Value);
        if (value.Contains("\"id\":\"poison", StringComparison.Ordinal)) return Trouble.Always;
        if (value.Contains("\"id\":\"large", StringComparison.Ordinal)) return Trouble.TooLarge;
        return value.Contains("\"id\":\"once", StringComparison.Ordinal) ? Trouble.Once : Trouble.None;
    }

    public bool IsFirstTry(SourceRecord record) => _tried.Add((record.Partition, record.Offset));

    public static int OwnerOf(string key) => Murmur2.Partition(Encoding.UTF8.GetBytes(key), SimulationSettings.Partitions);

    private static string Intent(string key, string id, int discount)
    {
        var names = key.Split('/');
        return $$"""
            {"id":"{{id}}","tenant":"{{names[0]}}","agent":"{{names[1]}}","tool":"pricing-api","action":"generate_quote","call_class":"read",
            "parameters":{"sku":"SKU-000123","quantity":2,"discount_percent":{{discount}}},"created_at":"2026-01-05T08:00:00Z"{{(discount % 2 == 0 ? ",\"reply_topic\":\"acme.replies\"" : "")}}}
            """;
    }

    private void PublishNew(string kind)
    {
        var (key, id) = (Keys[random.Next(Keys.Length)], $"{kind}-{Count}");
        var value = Intent(key, id, random.Next(40));
        _sent.Add((key, id, value));
        Append(key, value, random.Next(8) == 0 ? random.Next(SimulationSettings.Partitions) : null);
    }

    private void Append(string key, string? value, int? partition = null) => cluster.Append(new TopicNames().Intents, key, value, partition);
}
