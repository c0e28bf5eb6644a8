using Aegis.Streams.Cli.Options;

namespace Aegis.Streams.Cli.Bench.Dlp;

/// <summary>`aegis bench dlp`: how fast sensitive values are found, and how surely.</summary>
internal static class DlpBenchCommand
{
    private const string Description = """
        Measure how fast sensitive values are found and redacted, and how surely, on labelled data. Needs no cluster.

        One thread. Each kind of data is scanned, redacted, and searched by five source-generated regular expressions (mail, SSN,
        telephone of the USA and international, card with its check digit) as a baseline, in turns in the same run: the ratio is that of
        neighbours in time, with its least and most. A piece, whose time is given too, is a call or mail, or some 64 KiB of rows. Precision and recall are of the same data: a speed without them says nothing.
        """;

    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Verb Create()
    {
        var megabytes = new NumberOption("--megabytes", "How much data of each kind.", 1, 500, usual: 10);
        var rounds = new NumberOption("--rounds", "How often each is measured.", 1, 1000, usual: 7);
        var seed = new NumberOption("--seed", "Makes other data of the same kind.", 0, int.MaxValue, usual: 1);
        var verb = new Verb("dlp", Description)
        {
            Examples =
            [
                "aegis bench dlp  # some 10 MB of each kind",
                "aegis bench dlp --megabytes 100 --rounds 15 --seed 7 --json  # longer, on other data, for machines",
            ],
        };
        verb.Add(megabytes);
        verb.Add(rounds);
        verb.Add(seed);
        return verb.Runs(run => new DlpBench(run, run.Value(megabytes)!.Value, (int)run.Value(rounds)!.Value, run.Value(seed)!.Value).Run());
    }
}
