namespace Aegis.Streams.Policy.Rules;

/// <summary>How many items of the arrays on a path must pass.</summary>
public enum Quantifier
{
    /// <summary>Every item; an array without items passes.</summary>
    Every,

    /// <summary>At least one item; an array without items does not pass.</summary>
    Any,
}
