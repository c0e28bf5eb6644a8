using System.Text.Json;
using Aegis.Streams.Audit;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Cli.Up;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;
using Aegis.Streams.Streamiz;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Cli.Bench;

/// <summary>
/// The process under test: the stream as `aegis up` composes it, with the load's policies, so that what it uses is its own. Reads its
/// settings from the first line of its input and answers every further line with a reading; stops in order when the input ends.
/// </summary>
internal static class StreamHost
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    public static int Run(CommandRun run)
    {
        using var input = new StreamReader(run.Host.Input);
        if (ReadSettings(input) is not { } settings) throw CliRefusalException.Usage("this verb is started by `aegis bench stream`, which tells it what to do");
        using var loggers = new TalkLoggerFactory(run.Talk, LogFormat.Text, new LogThreshold(run.IsVerbose ? LogLevel.Information : LogLevel.Warning), run.Host.Time);
        var connection = new KafkaConnection(settings.BootstrapServers) { Properties = settings.Properties, IsEmbedded = settings.IsEmbedded, ClientId = "aegis-bench-host" };
        using var meter = new HostMeter();
        using IDecisionEngine engine = settings.Engine == EngineNames.Streamiz ? CreateStreamiz(settings, connection, run.Host.Time, loggers) : CreateNative(settings, connection, run.Host.Time, loggers);
        engine.Start();
        while (input.ReadLine() is not null)
        {
            run.Data.WriteLine(JsonSerializer.Serialize(meter.Read(engine.State), BenchJson.Default.HostReading));
            run.Data.Flush();
        }

        return engine.Stop(StopTimeout) ? ExitCodes.Done : ExitCodes.Fault;
    }

    private static HostSettings? ReadSettings(StreamReader input)
    {
        try
        {
            return input.ReadLine() is { } line ? JsonSerializer.Deserialize(line, BenchJson.Default.HostSettings) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static NativeEngine CreateNative(HostSettings settings, KafkaConnection connection, TimeProvider time, TalkLoggerFactory loggers)
    {
        var clients = new LibrdkafkaClients(connection, settings.Prefix, loggers.CreateLogger("clients"));
        return new NativeEngine(clients, new DecisionApplication(
            Options(settings), clients, BenchWorld.Policies, CommitmentKey.Generate(), () => ReplyTopicDirectory.Empty, time, loggers));
    }

    private static StreamizEngine CreateStreamiz(HostSettings settings, KafkaConnection connection, TimeProvider time, TalkLoggerFactory loggers)
    {
        var folder = Path.Combine(Path.GetTempPath(), settings.Prefix);
        var topology = new AegisTopologyOptions
        {
            Policy = () => BenchWorld.Policies,
            CommitmentKey = CommitmentKey.Generate(),
            PartitionCount = TopicPartitions.Of(connection.ToClientConfig()),
            Pipeline = new PipelineOptions { Topics = new TopicNames(settings.Prefix) },
        };
        var config = AegisStreamConfig.Create(settings.Prefix, connection.BootstrapServers, settings.Threads, folder, new WarningLoggerFactory(loggers));
        return new StreamizEngine(topology, config, connection.Properties, StartTimeout, time, loggers.CreateLogger("streamiz"));
    }

    private static DecisionOptions Options(HostSettings settings) => new()
    {
        ApplicationId = settings.Prefix,
        InstanceId = "bench",
        Threads = settings.Threads,
        Pipeline = new PipelineOptions { Topics = new TopicNames(settings.Prefix) },
        Configure = options => options with
        {
            CommitInterval = settings.CommitInterval,
            CommitSpacing = settings.CommitSpacing,
            CommitPause = settings.CommitPause,
            MaxTransactionRecords = settings.TransactionRecords,
            MaxTransactionBytes = settings.TransactionBytes,
        },
    };
}
