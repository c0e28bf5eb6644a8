using Aegis.Streams.Cli.Options;

namespace Aegis.Streams.Cli.Bench.Dlp;

/// <summary>`aegis bench dlp`: how fast sensitive values are found, and how surely.</summary>
internal static class DlpBenchCommand
{
    private const string Description = """
        Measure how fast sensitive values are found and redacted, and how surely, on labelled data. Needs no cluster.

        One thread, but for two cores beside one. Each kind of data is scanned, redacted, and searched by five source-generated regular expressions (mail, SSN,
        telephone of the USA and international, card with its check digit) as a baseline, in turns in the same run: the ratio is that of
        neighbours in time, with its least and most. A piece, whose time is given too, is a call or mail, or some 64 KiB of rows. Precision and recall are of the same data: a speed without them says nothing.

        Hostile data (floods of digits, signs, escapes, base64, almost cards and the like, 1 MB each) is read as text, as a cell, as a cell of a column of
        telephones and as a string of JSON; the expressions get 16 KB of it. Two cores are used as by `aegis dlp scan`; on one, all of its threads share it
        (where that is not Linux, one thread scans and the others go where they like). The first table shows each figure beside its aim. Speeds are by the time that the thread had a processor (where that is not Linux: on the wall); pieces and two cores are timed on the wall.
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
        return verb.Runs(run => new DlpBench(run, new DlpBenchPlan(run.Value(megabytes)!.Value, (int)run.Value(rounds)!.Value, run.Value(seed)!.Value)).Run());
    }
}
