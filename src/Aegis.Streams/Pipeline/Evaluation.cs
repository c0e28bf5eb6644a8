using Aegis.Streams.Dlp.Profiles;
using Aegis.Streams.Outcome;

namespace Aegis.Streams.Pipeline;

/// <summary>What the stages found out about one intent so far.</summary>
internal sealed class Evaluation
{
    private List<Finding>? _findings;

    /// <summary>Gets or sets the stage at work, to be named if it fails.</summary>
    public string Stage { get; set; } = StageNames.Intents;

    /// <summary>Gets the findings; empty: nothing speaks against the call.</summary>
    public IReadOnlyList<Finding> Findings => _findings ?? (IReadOnlyList<Finding>)[];

    /// <summary>Gets or sets a value indicating whether policy has a rule for the call. Without one it cannot be allowed, whatever else holds.</summary>
    public bool IsCoveredByRule { get; set; }

    /// <summary>Gets or sets the ids of the rules that spoke; empty: none did.</summary>
    public IReadOnlyList<string> RuleIds { get; set; } = [];

    /// <summary>Gets or sets the agent's record; <see langword="null"/>: none was looked up.</summary>
    public TableReference? AgentRecord { get; set; }

    /// <summary>Gets the catalog's records; empty: none was looked up.</summary>
    public IReadOnlyList<TableReference> CatalogRecords { get; private set; } = [];

    /// <summary>Gets or sets what rules that are only observed would have done.</summary>
    public IReadOnlyList<Finding> Observed { get; set; } = [];

    /// <summary>Gets or sets a value indicating whether policy lets the call pass if a later stage fails.</summary>
    public bool FailsOpen { get; set; }

    /// <summary>Gets or sets a value indicating whether policy declares the call a read.</summary>
    public bool IsRead { get; set; }

    /// <summary>Gets or sets a value indicating whether policy demands that values be redacted.</summary>
    public bool DemandsRedaction { get; set; }

    /// <summary>Gets the rewritten parameters; <see langword="null"/>: there are none.</summary>
    public ReadOnlyMemory<byte>? SanitizedParameters { get; private set; }

    /// <summary>Gets what was found in the parameters; empty: nothing, or nothing was looked for.</summary>
    public IReadOnlyList<DlpCount> DlpCounts { get; private set; } = [];

    /// <summary>Takes what came of the demanded redactions.</summary>
    public void Add(RedactionResult result)
    {
        result.Settle(_findings ??= []);
        if (result.Parameters is { } parameters) SanitizedParameters = parameters;
        DlpCounts = result.Counts;
    }

    public void AddCatalogRecords(IReadOnlyList<TableReference> records) =>
        CatalogRecords = CatalogRecords.Count == 0 ? records : [.. CatalogRecords, .. records.Except(CatalogRecords)];

    public void Add(Finding finding) => (_findings ??= []).Add(finding);

    public void Add(IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings) Add(finding);
    }
}
