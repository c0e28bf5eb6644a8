using System.CommandLine;
using Aegis.Streams.Cli.Options;

namespace Aegis.Streams.Cli.Bench.Labelled;

/// <summary>`aegis bench labelled`: writes data with sensitive values in it, and where they are.</summary>
internal static class LabelledCommand
{
    private const long MaxRows = 100_000_000;

    private const string Description = """
        Write data with known sensitive values in it, so that any tool can be scored on it. Needs no cluster.

        The values belong to nobody, and the same kind, seed and rows make the same bytes everywhere. A seed also chooses how a CSV is
        written: its columns and their names, delimiter, line ends and quotes. --truth writes a line of JSON for each row, mail or call:
        where its bytes are, which values are in them, and what only looks like one. Offsets count raw bytes, escapes included.
        """;

    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Verb Create()
    {
        var kind = new ChoiceOption(
            "--kind", "Prospects with some 2.4 values a row, the same with a twentieth of them, calls of tools as JSON Lines, or mails.", LabelledKinds.All);
        var rows = new NumberOption("--rows", "How many rows, calls or mails.", 1, MaxRows, usual: 10_000);
        var seed = new NumberOption("--seed", "Makes other data of the same kind.", 0, int.MaxValue, usual: 1);
        var output = new Option<string>("--out") { Description = "File of the data; replaced whole.", HelpName = "FILE", Required = true };
        var truth = new Option<string?>("--truth") { Description = "File of what is in it. Default: none is written.", HelpName = "FILE" };
        var verb = new Verb("labelled", Description)
        {
            Examples =
            [
                "aegis bench labelled --kind csv --rows 80000 --out prospects.csv --truth prospects.truth.jsonl  # 20 MB of prospects",
                "aegis bench labelled --kind intents --rows 36000 --seed 7 --out calls.jsonl --truth calls.truth.jsonl  # 20 MB of tool calls",
            ],
        };
        foreach (var option in new Option[] { kind, rows, seed, output, truth }) verb.Add(option);
        return verb.Runs(run => new LabelledFiles(run).Write(run.Value(kind), run.Value(rows)!.Value, run.Value(seed)!.Value, run.Value(output), run.Value(truth)));
    }
}
