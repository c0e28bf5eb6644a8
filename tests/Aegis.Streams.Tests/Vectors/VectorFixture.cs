using System.Text.Json;
using Aegis.Streams.Audit;
using Aegis.Streams.Catalog;
using Aegis.Streams.Identity;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.Publishing;
using Aegis.Streams.State;

namespace Aegis.Streams.Tests.Vectors;

/// <summary>`tests/vectors/fixture.json`: what every case starts from.</summary>
internal sealed class VectorFixture
{
    public static readonly DateTimeOffset RecordTime = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset DecisionTime = RecordTime.AddMilliseconds(250);

    public VectorFixture(JsonElement root)
    {
        Key = new CommitmentKey(Convert.FromHexString(root.GetProperty("commitment_key_hex").GetString()!));
        CatalogItems = [.. root.GetProperty("catalog").EnumerateArray().Select(Item)];
        Agents = [.. root.GetProperty("agents").EnumerateArray().Select(Agent)];
        Inputs = new DecisionInputs
        {
            DecisionTime = DecisionTime,
            Partition = root.GetProperty("partition").GetInt32(),
            PartitionCount = root.GetProperty("partition_count").GetInt32(),
            Policy = LoadPolicies(root.GetProperty("policies")),
            Catalog = Table(new CatalogItemCodec(), root.GetProperty("catalog"), root.GetProperty("catalog_positions"), Item),
            Agents = Table(new AgentRegistrationCodec(), root.GetProperty("agents"), root.GetProperty("agents_positions"), Agent),
            ReplyTopics = new ReplyTopicDirectory(
                root.GetProperty("reply_patterns").EnumerateArray().Select(pattern => pattern.GetString()!),
                root.GetProperty("reply_topics").EnumerateObject().ToDictionary(
                    topic => topic.Name,
                    topic => new ReplyTopic(topic.Value.GetProperty("writable").GetBoolean(), topic.Value.GetProperty("max_record_bytes").GetInt32()))),
        };
    }

    public CommitmentKey Key { get; }

    /// <summary>Gets the rows of the catalog, without their places.</summary>
    public IReadOnlyList<CatalogItem> CatalogItems { get; }

    /// <summary>Gets the registered agents, without their places.</summary>
    public IReadOnlyList<AgentRegistration> Agents { get; }

    public DecisionInputs Inputs { get; }

    public static VectorFixture Load()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(RepositoryFiles.PathOf("tests", "vectors", "fixture.json")));
        return new VectorFixture(document.RootElement);
    }

    private static PolicySnapshot LoadPolicies(JsonElement paths)
    {
        var loading = PolicyLoader.Load(PolicyLoader.ReadFiles(paths.EnumerateArray().Select(path => RepositoryFiles.PathOf(path.GetString()!))));
        Assert.Empty(loading.Errors);
        return loading.Snapshot!;
    }

    private static TableSnapshot<T> Table<T>(ITableCodec<T> codec, JsonElement rows, JsonElement positions, Func<JsonElement, T> read)
        where T : class
    {
        var changes = rows.EnumerateArray().Select(row =>
        {
            var value = read(row);
            var record = new SourceRecord
            {
                Topic = "table",
                Partition = 0,
                Offset = row.GetProperty("offset").GetInt64(),
                Timestamp = RecordTime,
                Key = codec.EncodeKey(value),
                Value = codec.Encode(value),
            };
            var change = TableRecord.Read(record, codec, out var fault);
            Assert.Null(fault);
            return change;
        });
        return new TableSnapshot<T>(1).Apply([.. changes], [.. positions.EnumerateArray().Select(position => position.GetInt64())]);
    }

    private static CatalogItem Item(JsonElement row) => new()
    {
        Tenant = row.GetProperty("tenant").GetString()!,
        Sku = row.GetProperty("sku").GetString()!,
        State = row.GetProperty("state").GetString() == "active" ? CatalogItemState.Active : CatalogItemState.Inactive,
        Currency = row.TryGetProperty("currency", out var currency) ? currency.GetString() : null,
        ListPriceMinor = row.TryGetProperty("list_price_minor", out var list) ? list.GetInt64() : null,
        FloorPriceMinor = row.TryGetProperty("floor_price_minor", out var floor) ? floor.GetInt64() : null,
    };

    private static AgentRegistration Agent(JsonElement row) => new()
    {
        Tenant = row.GetProperty("tenant").GetString()!,
        Agent = row.GetProperty("agent").GetString()!,
        IsEnabled = row.GetProperty("state").GetString() == "enabled",
    };
}
