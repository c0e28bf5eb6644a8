using System.CommandLine;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Decisions;
using Aegis.Streams.Cli.Options;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Cli.Submit;

/// <summary>`aegis submit`: publishes intents and shows their answers.</summary>
internal sealed class SubmitCommand(ConnectionOptions connections)
{
    private const int MaxTopic = 249;

    private readonly Argument<string> _file = new("file") { Description = "JSON intents, one a line; `-` reads the standard input.", HelpName = "FILE.jsonl|-" };

    private readonly Option<bool> _assignIds = new("--assign-ids") { Description = "Give intents without an id a new one." };

    private readonly Option<bool> _strict = new("--strict") { Description = "Do not publish lines that cannot be read; without it they become dead letters, as from any producer." };

    private readonly Option<string?> _replyTopic = new("--reply-topic")
    {
        Description = "Reply topic of intents that name none. They count as answered when the copy is there, or the decision says why there is none.",
        HelpName = "NAME",
        Validators = { NamePatterns.Check("--reply-topic", MaxTopic) },
    };

    private readonly NumberOption _rate = new("--rate", "Intents a second. Without it, as many as go.", least: 1, most: 1_000_000);

    private readonly DurationOption _timeout = new("--timeout", "How long to wait for the next answer once the last intent is out. A member of the group that dies is missed for 45 s.", TimeSpan.FromSeconds(60));

    /// <summary>Makes the verb.</summary>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The verb.</returns>
    public static Verb Create(ConnectionOptions connections) => new SubmitCommand(connections).ToVerb();

    private Verb ToVerb()
    {
        var verb = new Verb("submit", "Publish intents and show their decisions as they arrive. Ends with 0 if every intent was answered; a dead letter is an answer.")
        {
            Examples =
            [
                "aegis submit topology/samples/intents.jsonl",
                "aegis submit --reply-topic acme.replies --rate 200 intents.jsonl",
                """echo '{"tenant":"acme","agent":"sales-composer","tool":"crm","action":"read_account"}' | aegis submit --assign-ids --json -""",
            ],
        };
        verb.Add(_file);
        foreach (var option in new Option[] { _assignIds, _strict, _replyTopic, _rate, _timeout }) verb.Add(option);
        connections.AddTo(verb);
        return verb.Runs(Run);
    }

    private int Run(CommandRun run)
    {
        using var input = IntentLines.Open(run, run.Value(_file));
        var connection = new ConnectionResolver(connections).Connect(run);
        var topics = new TopicNames(run.Value(connections.Prefix));
        var replyTopic = run.Value(_replyTopic);
        using var clients = new LibrdkafkaClients(connection, "aegis-submit", run.ClientLogger());
        string[] answers = replyTopic is null ? [topics.Decisions, topics.DeadLetters] : [topics.Decisions, topics.DeadLetters, replyTopic];

        // An idempotent producer needs up to a second for its id, so it starts first.
        using var producer = new RecordProducer(connection, run.ClientLogger());
        using var tail = TopicTail.Open(clients, answers, fromBeginning: false, run.Talk, run.Host.Time, run.Stopping);
        var submission = new Submission(run, producer, topics, tail)
        {
            ReplyTopic = replyTopic,
            RatePerSecond = run.Value(_rate),
            IsStrict = run.Value(_strict),
            Patience = run.Value(_timeout),
        };
        var tally = submission.Run(new IntentLines(run.Value(_assignIds), replyTopic).Read(input, run.Value(_file)));
        run.Talk.Note(SubmissionSummary.Line(tally));
        return tally.Answered == tally.Lines ? ExitCodes.Done : ExitCodes.Incomplete;
    }
}
