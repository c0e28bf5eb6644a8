using System.Collections.Immutable;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Rewriting;

namespace Aegis.Streams.Policy.Rules;

/// <summary>Says what is redacted and how, under a name that rules of effect sanitize demand. Those of the base serve all layers as well.</summary>
public sealed record DlpProfile
{
    /// <summary>The name of the profile that every set has without declaring it.</summary>
    public const string DefaultName = "default";

    /// <summary>Gets the empty set of detectors.</summary>
    public static ImmutableSortedDictionary<string, RedactionOperator> NoDetectors { get; } = ImmutableSortedDictionary.Create<string, RedactionOperator>(StringComparer.Ordinal);

    /// <summary>Gets the profile that every set has: the entities that are looked for by default, replaced by their names. Content has it where rules demand it.</summary>
    public static DlpProfile Default { get; } = new() { Name = DefaultName };

    /// <summary>Gets the name, unique among the base and each layer together with it.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what is looked for.</summary>
    public EntitySet Entities { get; init; } = EntitySet.Default;

    /// <summary>Gets what becomes of values of which nothing else is said.</summary>
    public RedactionOperator Operator { get; init; } = RedactionOperator.Replace;

    /// <summary>Gets what becomes of values of single entities; none that says what is said of all.</summary>
    public ImmutableSortedDictionary<DlpEntity, RedactionOperator> Operators { get; init; } = ImmutableSortedDictionary<DlpEntity, RedactionOperator>.Empty;

    /// <summary>Gets what stays of values that are masked.</summary>
    public MaskKeep Keep { get; init; } = MaskKeep.Default;

    /// <summary>Gets the confidence from which on a finding counts, 0 to 100.</summary>
    public int Threshold { get; init; } = Confidence.DefaultThreshold;

    /// <summary>Gets the confidence of single entities; none that says what is said of all.</summary>
    public ImmutableSortedDictionary<DlpEntity, int> Thresholds { get; init; } = ImmutableSortedDictionary<DlpEntity, int>.Empty;

    /// <summary>Gets the detectors of policy that are used as well, with what becomes of what they find.</summary>
    public ImmutableSortedDictionary<string, RedactionOperator> Detectors { get; init; } = NoDetectors;

    /// <summary>Gets the parameters that are looked at, with all that is in them; empty: all.</summary>
    public ImmutableArray<ParameterPath> Parameters { get; init; } = [];

    /// <summary>Gets the parameters that are left out, with all that is in them.</summary>
    public ImmutableArray<ParameterPath> Except { get; init; } = [];

    /// <summary>Gets a value indicating whether plainly written values are let through that belong to nobody: samples that authorities print, and numbers and addresses reserved for fiction, documentation and private networks.</summary>
    public bool KeepsReserved { get; init; }

    /// <summary>Gets the values that are let through, however they are grouped.</summary>
    public ImmutableArray<string> Allow { get; init; } = [];

    /// <summary>Gets where it stands, for messages; no part of its meaning.</summary>
    public SourcePlace Place { get; init; } = SourcePlace.None;

    /// <summary>Gets what becomes of the values of an entity.</summary>
    /// <param name="entity">The entity.</param>
    public RedactionOperator OperatorOf(DlpEntity entity) => Operators.GetValueOrDefault(entity, Operator);

    /// <summary>Gets a value indicating whether values are masked of which something may stay.</summary>
    public bool UsesKeep => DlpEntities.All.Any(entity => Entities.Has(entity) && OperatorOf(entity) == RedactionOperator.Mask && MaskKeep.AppliesTo(entity));

    /// <summary>Gets the confidence from which on findings of an entity count.</summary>
    /// <param name="entity">The entity.</param>
    public int ThresholdOf(DlpEntity entity) => Thresholds.GetValueOrDefault(entity, Threshold);
}
