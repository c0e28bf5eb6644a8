using Aegis.Streams.Audit;
using Aegis.Streams.Cli.Up;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;
using Aegis.Streams.Streamiz;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>An instance that decides the intents of a scene on Streamiz.</summary>
internal static class StreamizInstance
{
    public static StreamizEngine Create(InstanceSettings settings, ILoggerFactory loggers)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"aegis-streamiz-{settings.Prefix}-{settings.InstanceId}");
        var config = AegisStreamConfig.Create(settings.Prefix, settings.BootstrapServers, settings.Threads, folder, new WarningLoggerFactory(loggers));
        var replyTopics = IntentLoad.ReplyTopics(settings.Prefix);
        var policy = Instance.LoadPolicy();
        var topology = new AegisTopologyOptions
        {
            Policy = () => policy,
            CommitmentKey = new CommitmentKey(Instance.CommitmentKeyBytes),
            PartitionCount = TopicPartitions.Of(settings.Connection.ToClientConfig()),
            Pipeline = new PipelineOptions { Topics = new TopicNames(settings.Prefix) },
            ReplyTopics = () => replyTopics,
        };
        return new StreamizEngine(topology, config, settings.Properties, TimeSpan.FromSeconds(settings.StartDeadlineSeconds), TimeProvider.System, loggers.CreateLogger("streamiz"));
    }
}
