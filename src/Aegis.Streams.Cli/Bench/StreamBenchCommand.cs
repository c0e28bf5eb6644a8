using Aegis.Streams.Cli.Connections;

namespace Aegis.Streams.Cli.Bench;

/// <summary>`aegis bench stream`: how many intents a second the stream decides, and how long an answer takes.</summary>
internal static class StreamBenchCommand
{
    /// <summary>The hidden verb that is the process under test.</summary>
    public const string HostVerb = "stream-host";

    private const string Description = """
        Measure the stream: how fast it drains a backlog, and how long answers take at a fixed rate.

        The stream runs in a process of its own, on topics that the run makes (--prefix, then `.bench-` and an id) and deletes at the end.
        --count loads so many intents and drains them; --rate sends intents at each of its rates, whatever the answers do, and
        counts the latency of each from the moment it was due until a read-committed reader has its decision. Every answer is
        held against what the load says it must be.
        """;

    /// <summary>Makes the verb.</summary>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The verb.</returns>
    public static Verb Create(ConnectionOptions connections)
    {
        var options = new StreamBenchOptions(connections);
        var verb = new Verb("stream", Description)
        {
            Examples =
            [
                "aegis bench stream --bootstrap-servers localhost:9092 --count 1000000 --threads 2  # a backlog",
                "aegis bench stream --bootstrap-servers localhost:9092 --rate 200,1000 --seconds 30 --warmup 20  # latencies",
                "aegis bench stream --embedded --count 5000 --rate 200 --seconds 5 --json  # without a cluster: ratios only",
            ],
        };
        options.AddTo(verb);
        return verb.Runs(run => new StreamBench(run, options).Run());
    }
}
