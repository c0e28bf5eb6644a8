using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>What is known of the class of one call.</summary>
/// <param name="OfBase">The strictest that the base declares; <see langword="null"/>: it declares none.</param>
/// <param name="OfLayer">The strictest that the tenant's layer declares; <see langword="null"/>: it declares none.</param>
/// <param name="Claimed">The one that the intent claims.</param>
internal readonly record struct CallClasses(ToolClass? OfBase, ToolClass? OfLayer, ToolClass Claimed)
{
    /// <summary>Gets the class that rules of the base go by. They see no declaration of a layer, which could open what the base keeps closed.</summary>
    public ToolClass ForBase => OfBase ?? Claimed;

    /// <summary>Gets the class that rules of the tenant's layer go by.</summary>
    public ToolClass ForLayer => OfBase ?? OfLayer ?? Claimed;

    /// <summary>Gets a value indicating whether policy itself says that the call reads: no claim counts, and neither the base nor the layer may say otherwise.</summary>
    public bool AreDeclaredRead => (OfBase ?? OfLayer) == ToolClass.Read && OfLayer is null or ToolClass.Read;

    /// <summary>Gets the class that a rule goes by.</summary>
    /// <param name="tenant">The tenant whose layer the rule is in; <see langword="null"/>: the base.</param>
    public ToolClass For(string? tenant) => tenant is null ? ForBase : ForLayer;
}
