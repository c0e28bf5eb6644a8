using Aegis.Streams.Audit;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.Publishing;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.IntegrationTests.Readme;

/// <summary>The program of the README that decides intents inside of another .NET process.</summary>
internal static class EmbeddingExample
{
    public static DecisionApplication Start(IStreamClients clients, string policies, byte[] commitmentKey, ILoggerFactory loggers)
    {
        var loading = PolicyLoader.Load(policies);
        if (!loading.Succeeded) throw new InvalidDataException(string.Join('\n', loading.Errors));
        var application = new DecisionApplication(
            new DecisionOptions { InstanceId = "orchestrator-1", Pipeline = new PipelineOptions { Wire = WireFormat.Json } },
            clients,
            loading.Snapshot,
            new CommitmentKey(commitmentKey),
            replyTopics: () => ReplyTopicDirectory.Empty,
            TimeProvider.System,
            loggers);
        application.StateChanged += state => Console.WriteLine(state);
        application.Start();
        return application;
    }
}
