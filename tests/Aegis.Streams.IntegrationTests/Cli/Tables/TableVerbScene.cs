using System.Text;
using Aegis.Streams.Cli;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Kafka.Embedded;
using Aegis.Streams.Kafka.Librdkafka;

namespace Aegis.Streams.IntegrationTests.Cli.Tables;

/// <summary>An embedded broker with the topics of tables and dead letters, announced in a state folder, and the command line in this process.</summary>
internal sealed class TableVerbScene : IDisposable
{
    private readonly EmbeddedBroker _broker = EmbeddedBroker.Start();
    private readonly IDisposable _lock;
    private readonly IDisposable _announcement;

    public TableVerbScene()
    {
        foreach (var topic in new[] { "aegis.catalog", "aegis.agents", "aegis.dlq" }) _broker.CreateTopic(topic, 3);
        var state = new StateFolder(PathOf("state"));
        _lock = state.Lock();
        _announcement = state.Announce(new EmbeddedAddress(_broker.BootstrapServers, Environment.ProcessId, DateTimeOffset.UtcNow));
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("aegis-").FullName;

    public KafkaConnection Connection => new(_broker.BootstrapServers) { IsEmbedded = true };

    public string PathOf(string name) => Path.Combine(Folder, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    /// <summary>Runs a command line.</summary>
    /// <param name="args">The words.</param>
    /// <param name="input">What is typed; <see langword="null"/>: the input is no terminal, and empty.</param>
    public async Task<(int ExitCode, string Data, string Talk)> Run(string[] args, string? input = null)
    {
        using var data = new StringWriter();
        using var talk = new StringWriter();
        var host = new CliHost
        {
            Input = new MemoryStream(Encoding.UTF8.GetBytes(input ?? "")),
            Output = data,
            Error = talk,
            IsInputTerminal = input is not null,
            Variable = name => name == "AEGIS_STATE_DIR" ? PathOf("state") : null,
        };
        var exitCode = await AegisCli.RunAsync(args, host, CancellationToken.None);
        return (exitCode, data.ToString(), talk.ToString());
    }

    public void Dispose()
    {
        _announcement.Dispose();
        _lock.Dispose();
        _broker.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
