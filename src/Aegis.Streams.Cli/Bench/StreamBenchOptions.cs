using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Options;
using Aegis.Streams.Cli.Up;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Kafka.Runtime;

namespace Aegis.Streams.Cli.Bench;

/// <summary>The options of `aegis bench stream`, and the plan that they make.</summary>
internal sealed class StreamBenchOptions
{
    private const int MaxIntents = 10_000_000;
    private const int MaxRate = 100_000;
    private const int DefaultTransactionRecords = 10_000;
    private static readonly TimeSpan MaxDuration = TimeSpan.FromHours(1);

    // The embedded broker keeps some MiB a partition, and drops what is older.
    private const int MaxEmbeddedIntents = 10_000;

    private readonly ConnectionOptions _connections;
    private readonly Option<bool> _embedded = new("--embedded") { Description = "Use a broker in this process. Small loads only; its figures are good for ratios." };
    private readonly NumberOption _count = new("--count", "Drain so many intents. Without it, nothing is drained.", 1, MaxIntents);
    private readonly Option<int[]> _rates = new("--rate") { Description = "Send so many intents a second. Several rates, comma-separated, follow each other.", HelpName = "N[,N...]", DefaultValueFactory = _ => [], CustomParser = ParseRates };
    private readonly DurationOption _seconds = new("--seconds", "How long each rate is measured.", TimeSpan.FromSeconds(30));
    private readonly DurationOption _warmUp = new("--warmup", "How long each rate is driven before it is measured.", TimeSpan.FromSeconds(20));
    private readonly Option<string[]> _engines = new("--engine") { Description = "What runs the pipeline: native or streamiz. Several, comma-separated, are measured in turn.", HelpName = "NAME[,NAME]", DefaultValueFactory = _ => [EngineNames.Native], CustomParser = ParseEngines };
    private readonly NumberOption _threads = new("--threads", "Stream threads.", 1, 64, usual: 1);
    private readonly DurationOption _commitInterval = new("--commit-interval", "The longest time that a transaction collects records.", TimeSpan.FromMilliseconds(100));
    private readonly DurationOption _commitPause = new("--commit-pause", "The shortest time from the end of a transaction to the next.", TimeSpan.FromMilliseconds(5));
    private readonly DurationOption _commitSpacing = new("--commit-spacing", "The shortest time between two commits.", TimeSpan.FromMilliseconds(10));
    private readonly NumberOption _transactionRecords = new("--transaction-records", "Intents at which a transaction commits.", 1, 100_000, usual: DefaultTransactionRecords);
    private readonly NumberOption _transactionBytes = new("--transaction-bytes", "Bytes of output at which a transaction commits.", 1024, 64 << 20, usual: 16 << 20);
    private readonly NumberOption _partitions = new("--partitions", "Partitions of each topic.", 1, 256, usual: 4);
    private readonly NumberOption _skus = new("--skus", "Items of the catalog.", 1000, 1_000_000, usual: 10_000);
    private readonly NumberOption _seed = new("--seed", "Makes another load of the same kind.", 0, int.MaxValue, usual: 1);
    private readonly NumberOption _brokerPid = new("--broker-pid", "The broker's process on this machine, to measure its CPU too.", 1, int.MaxValue);
    private readonly Option<bool> _keep = new("--keep") { Description = "Leave the topics of the run." };

    public StreamBenchOptions(ConnectionOptions connections) => _connections = connections;

    public void AddTo(Verb verb)
    {
        Option[] options =
        [
            _embedded, _count, _rates, _seconds, _warmUp, _engines, _threads, _commitInterval, _commitSpacing, _commitPause, _transactionRecords, _transactionBytes,
            _partitions, _skus, _seed, _brokerPid, _keep,
        ];
        foreach (var option in options) verb.Add(option);
        _connections.AddTo(verb);
    }

    /// <summary>Says whether the run brings its own broker.</summary>
    /// <exception cref="CliRefusalException">A cluster was named as well.</exception>
    public bool IsEmbedded(CommandRun run) => run.Value(_embedded) && run.IsGiven(_connections.BootstrapServers)
        ? throw CliRefusalException.Usage("--embedded and --bootstrap-servers exclude each other; give one")
        : run.Value(_embedded);

    /// <summary>Finds the cluster that was named.</summary>
    /// <exception cref="CliRefusalException">None was, or it does not answer.</exception>
    public KafkaConnection Connect(CommandRun run)
    {
        var connection = new ConnectionResolver(_connections).FindNamed(run) ?? throw CliRefusalException.Usage(
            "no cluster was named: give --bootstrap-servers HOST:PORT (or AEGIS_BOOTSTRAP_SERVERS), or --embedded for a broker of the run's own");
        if (connection.IsEmbedded) throw CliRefusalException.Usage("the embedded broker of another process makes no topics; give --embedded for one of the run's own");
        ConnectionResolver.Probe(connection);
        return connection;
    }

    /// <summary>Makes the plan.</summary>
    /// <exception cref="CliRefusalException">The options make no sense together.</exception>
    public BenchPlan Plan(CommandRun run, KafkaConnection connection)
    {
        var (count, rates, warmUp, measured) = (Number(run, _count), run.Value(_rates), run.Value(_warmUp), run.Value(_seconds));
        if (count == 0 && rates.Length == 0) throw CliRefusalException.Usage("there is nothing to measure: give --count N, --rate N[,N...] or both");
        if (measured <= TimeSpan.Zero || measured > MaxDuration || warmUp > MaxDuration) throw CliRefusalException.Usage("--seconds must be more than 0, and --seconds and --warmup at most 1h");
        var sent = rates.Sum(rate => rate * (warmUp + measured).TotalSeconds);
        if (sent > MaxIntents) throw CliRefusalException.Usage($"the rates would send {sent:N0} intents, the most are {MaxIntents:N0}; give fewer rates or less time");
        if (rates.Any(rate => rate * measured.TotalSeconds < 1)) throw CliRefusalException.Usage("--seconds is too short for the rate: not one intent would be sent");
        if (connection.IsEmbedded && Math.Max(count, sent) > MaxEmbeddedIntents)
            throw CliRefusalException.Usage($"the embedded broker keeps too little for {Math.Max(count, sent):N0} intents, the most are {MaxEmbeddedIntents:N0}; give --bootstrap-servers for more");
        if (connection.IsEmbedded && run.Value(_engines).Contains(EngineNames.Streamiz)) throw CliRefusalException.Usage("--engine streamiz needs a cluster; give --bootstrap-servers");
        var plan = new BenchPlan
        {
            Engines = run.Value(_engines),
            Connection = connection,
            Prefix = $"{run.Value(_connections.Prefix)}.bench-{Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..8]}",
            Partitions = Number(run, _partitions),
            Count = count,
            Rates = rates,
            Measured = measured,
            WarmUp = warmUp,
            Threads = Number(run, _threads),
            CommitInterval = run.Value(_commitInterval),
            CommitSpacing = run.Value(_commitSpacing),
            CommitPause = run.Value(_commitPause),
            TransactionRecords = Number(run, _transactionRecords),
            TransactionBytes = Number(run, _transactionBytes),
            Skus = Number(run, _skus),
            Seed = Number(run, _seed),
            BrokerPid = run.Value(_brokerPid) is { } pid ? (int)pid : null,
            Keep = run.Value(_keep),
        };
        CheckRuntime(plan);
        return plan;
    }

    /// <summary>Lets the runtime judge its own settings here, before anything is made on the cluster.</summary>
    private static void CheckRuntime(BenchPlan plan)
    {
        var options = new StreamsOptions
        {
            InstanceId = "bench",
            InputTopics = ["intents"],
            ChangelogTopic = "state",
            Threads = plan.Threads,
            CommitInterval = plan.CommitInterval,
            CommitSpacing = plan.CommitSpacing,
            CommitPause = plan.CommitPause,
            MaxTransactionRecords = plan.TransactionRecords,
            MaxTransactionBytes = plan.TransactionBytes,
        };
        if (options.Validate() is { Count: > 0 } faults) throw CliRefusalException.Usage(string.Join("; ", faults));
    }

    private static int Number(CommandRun run, NumberOption option) => (int)(run.Value(option) ?? 0);

    private static string[] ParseEngines(ArgumentResult result)
    {
        var names = result.Tokens[0].Value.Split(',');
        if (names.FirstOrDefault(name => !EngineNames.All.Contains(name)) is { } unknown) result.AddError($"--engine must be of {string.Join(", ", EngineNames.All)}, not `{unknown}`");
        return names;
    }

    private static int[] ParseRates(ArgumentResult result)
    {
        var rates = new List<int>();
        foreach (var text in result.Tokens[0].Value.Split(','))
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rate) && rate is > 0 and <= MaxRate) rates.Add(rate);
            else result.AddError($"--rate must be whole numbers from 1 to {MaxRate} such as 200,1000, not `{text}`");
        }

        return [.. rates];
    }
}
