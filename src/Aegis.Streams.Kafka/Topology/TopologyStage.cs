using System.Collections.Immutable;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Kafka.Topology;

/// <summary>A stage of the path of an intent, with the topics that it reads and writes.</summary>
/// <param name="Name">One of <see cref="StageNames"/>.</param>
/// <param name="Purpose">What it does.</param>
/// <param name="Reads">Topics by their names without prefix.</param>
/// <param name="Writes">Topics by their names without prefix.</param>
public sealed record TopologyStage(string Name, string Purpose, ImmutableArray<string> Reads, ImmutableArray<string> Writes)
{
    /// <summary>Gets the stages in their order.</summary>
    public static ImmutableArray<TopologyStage> All { get; } =
    [
        new(StageNames.Intents, "reads the intent, answers a repeat from keyed state, passes a misrouted one on", ["intents", "state"], ["intents", "state", "dlq"]),
        new(StageNames.Identity, "resolves who speaks", ["agents"], []),
        new(StageNames.Policy, "decides what is allowed, and which checks that takes", ["policies"], []),
        new(StageNames.Catalog, "resolves checks against the catalog", ["catalog"], []),
        new(StageNames.Dlp, "redacts what policy demands", [], []),
        new(StageNames.Outcome, "folds the findings into an answer", [], []),
        new(StageNames.Audit, "writes down what was decided", [], ["audit"]),
        new(StageNames.Publishing, "sends the decision, and a copy to the reply topic that the intent names", [], ["decisions"]),
    ];

    /// <summary>Gets what sanitizes lists, in tasks of its own beside the path of intents.</summary>
    public static TopologyStage OfLists { get; } = new(
        StageNames.Lists, "sanitizes the rows of lists, each once, and closes them with a manifest", ["lists.in", "lists.receipts", "lists.state", "policies"],
        ["lists.out", "lists.receipts", "lists.state", "lists", "audit", "dlq"]);

    /// <summary>Gets the stages of the path and what is beside it.</summary>
    public static ImmutableArray<TopologyStage> AllAndBeside { get; } = [.. All, OfLists];
}
