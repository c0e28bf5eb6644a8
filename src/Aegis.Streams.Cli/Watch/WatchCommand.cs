using System.CommandLine;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Decisions;
using Aegis.Streams.Cli.Options;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Outcome;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Cli.Watch;

/// <summary>`aegis watch`: shows decisions as they are committed.</summary>
internal static class WatchCommand
{
    private const string FromBeginning = "beginning";
    private static readonly TimeSpan PollWait = TimeSpan.FromMilliseconds(200);

    /// <summary>Makes the verb.</summary>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The verb.</returns>
    public static Verb Create(ConnectionOptions connections)
    {
        var from = new ChoiceOption("--from", "Where to begin.", "latest", FromBeginning);
        var tenant = new Option<string?>("--tenant") { Description = "Only decisions of this tenant.", HelpName = "NAME" };
        var outcomes = new ChoicesOption(
            "--outcome", "Only decisions with this outcome. May be repeated.", [.. Enum.GetValues<DecisionOutcome>().Select(DecisionLine.NameOf)]);
        var count = new NumberOption("--count", "End after so many decisions. Without it, go on until interrupted.", least: 1);
        var verb = new Verb("watch", "Show decisions as they are committed. Goes on through restarts of brokers, and says what it missed.")
        {
            Examples =
            [
                "aegis watch",
                "aegis watch --from beginning --tenant acme --outcome deny --outcome approval_needed",
                "aegis watch --json | jq .reasons[].code",
            ],
        };
        foreach (var option in new Option[] { from, tenant, outcomes, count }) verb.Add(option);
        connections.AddTo(verb);
        return verb.Runs(run =>
        {
            var names = run.Value(outcomes);
            var filter = new DecisionFilter(run.Value(tenant), [.. Enum.GetValues<DecisionOutcome>().Where(outcome => names.Contains(DecisionLine.NameOf(outcome)))]);
            var connection = new ConnectionResolver(connections).Connect(run);
            using var clients = new LibrdkafkaClients(connection, "aegis-watch", run.ClientLogger());
            var topic = new TopicNames(run.Value(connections.Prefix)).Decisions;
            using var tail = TopicTail.Open(clients, [topic], run.Value(from) == FromBeginning, run.Talk, run.Host.Time, run.Stopping);
            run.Talk.Note($"watching {topic} at {connection.BootstrapServers}; end with Ctrl-C", Terminal.Ink.Dim);
            Show(run, tail, filter, run.Value(count) ?? long.MaxValue);
            return ExitCodes.Done;
        });
    }

    private static void Show(CommandRun run, TopicTail tail, DecisionFilter filter, long count)
    {
        while (count > 0)
        {
            run.Stopping.ThrowIfCancellationRequested();
            if (tail.Poll(TimeSpan.Zero) is not { } record)
            {
                run.Data.Flush();
                record = tail.Poll(PollWait);
            }

            if (record is null) continue;
            if (DecisionReader.Read(record) is not { } decision)
            {
                run.Talk.Warn($"the record at {record.Topic} [{record.Partition}] offset {record.Offset} is no decision that this version can read");
            }
            else if (filter.Passes(decision))
            {
                DecisionLine.Write(run.Data, decision, run.IsJson);
                count--;
            }
        }
    }
}
