using System.CommandLine;
using Aegis.Streams.Cli.Options;

namespace Aegis.Streams.Cli.Demo;

/// <summary>`aegis demo`: everything in one process, on the samples.</summary>
internal static class DemoCommand
{
    private const int UsualRate = 800;

    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Verb Create()
    {
        var policies = new Option<string?>("--policies") { Description = "Policy file, or folder of them. Default: `policies/demo`.", HelpName = "PATH" };
        var samples = new Option<string?>("--samples")
        {
            Description = "Folder with catalog.csv, agents.jsonl and intents.jsonl. Default: `topology/samples`.",
            HelpName = "FOLDER",
        };
        var rate = new NumberOption("--rate", "Intents a second.", least: 1, most: 100_000, usual: UsualRate);
        var verb = new Verb("demo", "Show it all in one process: start an embedded broker and an instance, load sample tables, decide sample intents, sum up.")
        {
            Examples =
            [
                "aegis demo",
                "aegis demo --json | jq 'select(.outcome == \"approval_needed\")'",
                "aegis demo --policies policies/demo/sales-composer.yaml",
            ],
        };
        verb.Add(policies);
        verb.Add(samples);
        verb.Add(rate);
        return verb.Runs(run => new Demonstration(run)
        {
            Policies = run.Value(policies) ?? Path.Combine(run.Host.Home, "policies", "demo"),
            Samples = run.Value(samples) ?? Path.Combine(run.Host.Home, "topology", "samples"),
            RatePerSecond = run.Value(rate)!.Value,
        }.Run());
    }
}
