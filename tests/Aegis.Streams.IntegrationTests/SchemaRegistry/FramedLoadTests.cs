using Aegis.Streams.IntegrationTests.Cli.Tables;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.IntegrationTests.SchemaRegistry;

/// <summary>What tables are loaded with, where there is a schema registry.</summary>
public sealed class FramedLoadTests(RealSchemaRegistry registry) : IDisposable
{
    private const string Agent = """{"tenant":"acme","agent":"a","state":"enabled"}""";

    private readonly TableVerbScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task LoadedRow_IsFramedAndReadWithoutTheRegistry()
    {
        var load = await _scene.Run(["agents", "load", _scene.Write("agents.jsonl", Agent), "--schema-registry", registry.Url]);
        var list = await _scene.Run(["agents", "list", "--json"]);

        Assert.True(load.ExitCode == 0, load.Talk);
        Assert.Equal(Agent, list.Data.TrimEnd());
        Assert.Equal(0, ReadAgent().Value![0]);
    }

    [Fact]
    public async Task RegistryThatCannotBeReached_StopsTheLoadBeforeItsFirstRow()
    {
        var load = await _scene.Run(["agents", "load", _scene.Write("agents.jsonl", Agent), "--schema-registry", "http://127.0.0.1:9"]);

        Assert.Equal(69, load.ExitCode);
        Assert.Contains("http://127.0.0.1:9/ cannot be reached", load.Talk, StringComparison.Ordinal);
        Assert.Equal("", (await _scene.Run(["agents", "list", "--json"])).Data);
    }

    private SourceRecord ReadAgent()
    {
        using var clients = new LibrdkafkaClients(_scene.Connection, "aegis-test", NullLogger.Instance);
        using var reader = clients.CreateReader("aegis-test");
        reader.Assign(Enumerable.Range(0, 3).ToDictionary(partition => new LogPartition("aegis.agents", partition), _ => 0L));
        for (var attempt = 0; attempt < 300; attempt++)
            if (reader.Poll(TimeSpan.FromMilliseconds(100)) is { } record) return record;
        throw new TimeoutException("The row did not arrive.");
    }
}
