using Aegis.Streams.Catalog;
using Aegis.Streams.Identity;
using Aegis.Streams.Kafka.Testing;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Tests.Runtime.Simulation;

/// <summary>Writes the global tables as their owners do: in transactions, some aborted, with tombstones and records that nobody can read.</summary>
internal sealed class SimulationTables(SimulatedCluster cluster, Random random)
{
    private readonly TopicNames _topics = new();

    public void Load()
    {
        foreach (var key in (string[])["acme/sales-composer", "acme/finance-agent", "acme/prospect-finder", "globex/sales-composer", "initech/sales-composer"])
        {
            var names = key.Split('/');
            var row = new AgentRegistration { Tenant = names[0], Agent = names[1], IsEnabled = names[0] != "initech" };
            Write(_topics.Agents, new AgentRegistrationCodec().EncodeKey(row), new AgentRegistrationCodec().Encode(row), commit: true);
        }

        WriteItem(commit: true);
        Write(_topics.Agents, "acme/nobody"u8.ToArray(), "no row"u8.ToArray(), commit: true);

        // Each partition ends in what no reader is shown: a marker, or an aborted transaction.
        Write(_topics.Agents, "acme/finance-agent"u8.ToArray(), null, commit: false);
        WriteItem(commit: false);
    }

    public void ChangeSomething()
    {
        if (random.Next(3) == 0) cluster.Log(new(_topics.Catalog, random.Next(2))).Compact(dropTombstones: random.Next(2) == 0);
        if (random.Next(3) == 0) cluster.Log(new(_topics.State, random.Next(SimulationSettings.Partitions))).Compact(dropTombstones: false);
        WriteItem(commit: random.Next(2) == 0);
    }

    private void WriteItem(bool commit)
    {
        var item = new CatalogItem { Tenant = "acme", Sku = $"SKU-{random.Next(122, 125):D6}", State = CatalogItemState.Active, Currency = "EUR", ListPriceMinor = random.Next(1, 1000) };
        Write(_topics.Catalog, new CatalogItemCodec().EncodeKey(item), random.Next(4) == 0 ? null : new CatalogItemCodec().Encode(item), commit);
    }

    private void Write(string topic, byte[] key, byte[]? value, bool commit)
    {
        var epoch = cluster.Transactions.Initialize("table-owner");
        cluster.Transactions.Append("table-owner", epoch, new OutboundRecord(topic, key, value, []));
        cluster.Transactions.End("table-owner", epoch, commit);
    }
}
