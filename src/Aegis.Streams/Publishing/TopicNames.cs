namespace Aegis.Streams.Publishing;

/// <summary>The topics of one deployment, all under one prefix. `topology/topics.yaml` declares their settings.</summary>
/// <param name="Prefix">The prefix without its dot. The default is `aegis`.</param>
public sealed record TopicNames(string Prefix = "aegis")
{
    /// <summary>Gets the topic of intents.</summary>
    public string Intents => $"{Prefix}.intents";

    /// <summary>Gets the topic of commands to tasks.</summary>
    public string Commands => $"{Prefix}.commands";

    /// <summary>Gets the global table of orders to every task.</summary>
    public string Controls => $"{Prefix}.controls";

    /// <summary>Gets the topic of decisions.</summary>
    public string Decisions => $"{Prefix}.decisions";

    /// <summary>Gets the global table of catalog items.</summary>
    public string Catalog => $"{Prefix}.catalog";

    /// <summary>Gets the global table of agents.</summary>
    public string Agents => $"{Prefix}.agents";

    /// <summary>Gets the log of policy publications.</summary>
    public string Policies => $"{Prefix}.policies";

    /// <summary>Gets the changelog of keyed state.</summary>
    public string State => $"{Prefix}.state";

    /// <summary>Gets the table of who owns which partition of the intents.</summary>
    public string Owners => $"{Prefix}.owners";

    /// <summary>Gets the audit log.</summary>
    public string Audit => $"{Prefix}.audit";

    /// <summary>Gets the dead letter topic.</summary>
    public string DeadLetters => $"{Prefix}.dlq";

    /// <summary>Gets the topic of lists to be sanitized.</summary>
    public string ListsIn => $"{Prefix}.lists.in";

    /// <summary>Gets the topic of sanitized lists.</summary>
    public string ListsOut => $"{Prefix}.lists.out";

    /// <summary>Gets the topic in which tasks tell the owner of a list what they sanitized.</summary>
    public string ListReceipts => $"{Prefix}.lists.receipts";

    /// <summary>Gets the changelog of what tasks remember of lists.</summary>
    public string ListState => $"{Prefix}.lists.state";

    /// <summary>Gets the table of lists: how far each is, and its manifest.</summary>
    public string Lists => $"{Prefix}.lists";

    /// <summary>Gets the topics that deciding writes to: a misrouted intent goes back to the intents. Reply topics are the tenants'.</summary>
    public IReadOnlyList<string> Outputs => [Decisions, Audit, DeadLetters, Intents];

    /// <summary>Gets the topics that the sanitizing of lists writes to.</summary>
    public IReadOnlyList<string> ListOutputs => [ListsOut, ListReceipts, Lists, Audit, DeadLetters];
}
