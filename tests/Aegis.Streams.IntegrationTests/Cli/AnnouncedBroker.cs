using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Kafka.Embedded;
using Aegis.Streams.Kafka.Librdkafka;

namespace Aegis.Streams.IntegrationTests.Cli;

/// <summary>An embedded broker that verbs find through a state folder, without an instance that decides.</summary>
internal sealed class AnnouncedBroker : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aegis-broker-");
    private readonly EmbeddedBroker _broker = EmbeddedBroker.Start();

    public AnnouncedBroker(params string[] topics)
    {
        foreach (var topic in topics) _broker.CreateTopic(topic, 1);
        new StateFolder(Folder).Announce(new EmbeddedAddress(_broker.BootstrapServers, Environment.ProcessId, DateTimeOffset.UtcNow));
    }

    public KafkaConnection Connection => new(_broker.BootstrapServers) { IsEmbedded = true };

    public string Folder => _folder.FullName;

    public void Dispose()
    {
        _broker.Dispose();
        _folder.Delete(recursive: true);
    }
}
