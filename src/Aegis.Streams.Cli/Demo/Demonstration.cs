using Aegis.Streams.Audit;
using Aegis.Streams.Cli.Agents;
using Aegis.Streams.Cli.Catalog;
using Aegis.Streams.Cli.Decisions;
using Aegis.Streams.Cli.Policies;
using Aegis.Streams.Cli.Submit;
using Aegis.Streams.Cli.Tables;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Cli.Up;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Kafka.Embedded;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Kafka.Topology;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.Publishing;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Cli.Demo;

/// <summary>One run of `aegis demo`.</summary>
internal sealed class Demonstration(CommandRun run)
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ReadyCheckInterval = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly string[] ReplyTopicPatterns = ["{tenant}.replies"];
    private const int MaxReplyBytes = 1_000_000;

    private readonly TopicNames _topics = new();
    private volatile ReplyTopicDirectory _replyTopics = ReplyTopicDirectory.Empty;

    /// <summary>Gets the policy file or folder.</summary>
    public required string Policies { get; init; }

    /// <summary>Gets the folder of the samples.</summary>
    public required string Samples { get; init; }

    /// <summary>Gets how many intents are sent a second.</summary>
    public required long RatePerSecond { get; init; }

    /// <summary>Runs.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        var policies = PolicyPaths.Load(run, Policies);
        run.Talk.Warn(EmbeddedTopics.Warning);
        using var broker = EmbeddedTopics.Start(TopologyLoader.LoadDefault(), []);
        var connection = new KafkaConnection(broker.BootstrapServers) { IsEmbedded = true };

        // Producers wait for an id and the instance for its group; side by side they wait once.
        using var producer = new RecordProducer(connection, run.ClientLogger());
        using var clients = new LibrdkafkaClients(connection, _topics.Prefix, run.ClientLogger());
        using var application = Start(clients, policies);
        var loading = Task.Run(() => Load(connection, CatalogTable.Form, "catalog.csv"), CancellationToken.None);
        var agents = Load(connection, AgentsTable.Form, "agents.jsonl");
        _replyTopics = CreateReplyTopics(broker, agents);
        var items = loading.GetAwaiter().GetResult();
        AwaitReady(application, items.Count, agents.Count);
        run.Talk.Note($"{policies.Documents.Length} policies, {items.Count} catalog items, {agents.Count} agents; {RatePerSecond} intents a second", Ink.Dim);
        var tally = Submit(producer, clients);
        application.Stop(StopTimeout);
        if (run.IsJson) SubmissionSummary.WriteJson(run.Data, tally);
        else SubmissionSummary.WriteText(run.Data, tally);
        return tally.Answered == tally.Lines ? ExitCodes.Done : ExitCodes.Incomplete;
    }

    /// <summary>Loads a sample table; gives the keys of its rows.</summary>
    private IReadOnlyCollection<string> Load<T>(KafkaConnection connection, TableForm<T> form, string name)
        where T : class
    {
        using var input = TableInput.Open(Path.Combine(Samples, name), null, form.Formats.Keys, run.Host);
        using var rejects = new RejectFile(null);
        var codec = form.CodecOf(null);
        var file = new TableFile<T>(input.Stream, input.Name, codec, form.Formats[input.Format](null));
        using var writer = TableWriter.Open(connection, form.Topic(_topics), run);
        new TableLoad<T>(file, form, codec, rejects, maxRejects: 0, run).Run(writer, input.Length);
        return [.. file.Keys.Keys];
    }

    /// <summary>Creates the reply topic of each tenant of the register.</summary>
    private static ReplyTopicDirectory CreateReplyTopics(EmbeddedBroker broker, IEnumerable<string> agents)
    {
        var names = agents.Select(key => $"{key.Split('/')[0]}.replies").Distinct(StringComparer.Ordinal).ToList();
        foreach (var name in names) broker.CreateTopic(name, 1);
        return new ReplyTopicDirectory(ReplyTopicPatterns, names.ToDictionary(name => name, _ => new ReplyTopic(IsWritable: true, MaxReplyBytes)));
    }

    private DecisionApplication Start(LibrdkafkaClients clients, PolicySnapshot policies)
    {
        using var loggers = new TalkLoggerFactory(run.Talk, LogFormat.Text, new LogThreshold(run.IsVerbose ? LogLevel.Information : LogLevel.Warning), run.Host.Time);
        var settings = new DecisionOptions { ApplicationId = _topics.Prefix, InstanceId = "demo", Pipeline = new PipelineOptions { Topics = _topics } };
        var application = new DecisionApplication(settings, clients, policies, CommitmentKey.Generate(), () => _replyTopics, run.Host.Time, loggers);
        application.Start();
        return application;
    }

    /// <summary>Waits until the instance runs and has read every row that was loaded.</summary>
    private void AwaitReady(DecisionApplication application, int items, int agents)
    {
        var started = run.Host.Time.GetTimestamp();
        while (application.State != StreamsState.Running || application.Catalog.Count < items || application.Agents.Count < agents)
        {
            if (application.State == StreamsState.Error || run.Host.Time.GetElapsedTime(started) > StartTimeout)
                throw CliRefusalException.Fault($"the instance is {StateLine.NameOf(application.State)} and not ready after {StartTimeout.TotalSeconds:0} s at most; --verbose shows why");
            run.Stopping.WaitHandle.WaitOne(ReadyCheckInterval);
            run.Stopping.ThrowIfCancellationRequested();
        }
    }

    private SubmissionTally Submit(RecordProducer producer, LibrdkafkaClients clients)
    {
        using var tail = TopicTail.Open(clients, [_topics.Decisions, _topics.DeadLetters], fromBeginning: false, run.Talk, run.Host.Time, run.Stopping);
        using var input = IntentLines.Open(run, Path.Combine(Samples, "intents.jsonl"));
        var submission = new Submission(run, producer, _topics, tail) { RatePerSecond = RatePerSecond, IsFirstAlone = true, Patience = Patience };
        return submission.Run(new IntentLines(assignsIds: false, replyTopic: null).Read(input, Samples));
    }
}
