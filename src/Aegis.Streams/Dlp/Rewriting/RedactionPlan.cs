using System.Collections.Frozen;

namespace Aegis.Streams.Dlp.Rewriting;

/// <summary>What becomes of the values that are found.</summary>
public sealed class RedactionPlan
{
    /// <summary>The fewest bytes of a key.</summary>
    public const int FewestKeyBytes = 16;

    private readonly FrozenDictionary<DlpEntity, RedactionOperator> _operators;

    /// <summary>Initializes a plan.</summary>
    /// <param name="general">What becomes of values of which nothing else is said.</param>
    /// <param name="operators">What becomes of values of single entities.</param>
    /// <param name="hashKey">The key of the hashes, one for each tenant; empty: none is needed.</param>
    /// <exception cref="ArgumentException">Values are to be hashed, and the key is shorter than 16 bytes.</exception>
    public RedactionPlan(RedactionOperator general, IReadOnlyDictionary<DlpEntity, RedactionOperator>? operators = null, ReadOnlyMemory<byte> hashKey = default)
    {
        General = general;
        _operators = (operators ?? new Dictionary<DlpEntity, RedactionOperator>()).ToFrozenDictionary();
        HashKey = hashKey;
        if (hashKey.Length < FewestKeyBytes && (general == RedactionOperator.Hash || _operators.Values.Contains(RedactionOperator.Hash)))
            throw new ArgumentException($"The key of hashes must have at least {FewestKeyBytes} bytes.", nameof(hashKey));
    }

    /// <summary>Gets what becomes of values of which nothing else is said.</summary>
    public RedactionOperator General { get; }

    /// <summary>Gets a value indicating whether something is dropped.</summary>
    public bool Drops => General == RedactionOperator.Drop || _operators.Values.Contains(RedactionOperator.Drop);

    /// <summary>Gets a value indicating whether values get numbers, which are the same in all of a document.</summary>
    public bool Numbers => General == RedactionOperator.ReplaceNumbered || _operators.Values.Contains(RedactionOperator.ReplaceNumbered);

    /// <summary>Gets the names of entities, which labels show.</summary>
    /// <value>The default is those that every scan knows.</value>
    public EntityNames Names { get; init; } = EntityNames.BuiltIn;

    /// <summary>Gets what stays of values that are masked.</summary>
    /// <value>The default is <see cref="MaskKeep.Default"/>.</value>
    public MaskKeep Keep { get; init; } = MaskKeep.Default;

    /// <summary>Gets the key of the hashes.</summary>
    public ReadOnlyMemory<byte> HashKey { get; }

    /// <summary>Gets what becomes of the values of an entity.</summary>
    /// <param name="entity">The entity.</param>
    public RedactionOperator OperatorOf(DlpEntity entity) => _operators.GetValueOrDefault(entity, General);
}
