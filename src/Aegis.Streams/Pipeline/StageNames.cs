namespace Aegis.Streams.Pipeline;

/// <summary>The stages by name, in their order: the same words in paths, reason codes, spans and metric tags.</summary>
public static class StageNames
{
    /// <summary>Reads the intent, and finds whether it was answered before.</summary>
    public const string Intents = "intents";

    /// <summary>Resolves who speaks.</summary>
    public const string Identity = "identity";

    /// <summary>Decides what that means for the call, and which checks it demands.</summary>
    public const string Policy = "policy";

    /// <summary>Resolves checks against the catalog.</summary>
    public const string Catalog = "catalog";

    /// <summary>Redacts what policy demands.</summary>
    public const string Dlp = "dlp";

    /// <summary>Folds the findings into an answer.</summary>
    public const string Outcome = "outcome";

    /// <summary>Writes down what was decided.</summary>
    public const string Audit = "audit";

    /// <summary>Makes the records of decision, copy and audit entry.</summary>
    public const string Publishing = "publishing";

    /// <summary>Sanitizes the rows of lists; not on the way of intents.</summary>
    public const string Lists = "lists";
}
