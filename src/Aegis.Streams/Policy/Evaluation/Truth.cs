namespace Aegis.Streams.Policy.Evaluation;

/// <summary>The three values of Kleene's logic. Their order makes "and" the least of its parts, and "or" the greatest.</summary>
public enum Truth : byte
{
    /// <summary>It does not hold.</summary>
    False,

    /// <summary>It cannot be told.</summary>
    Undecided,

    /// <summary>It holds.</summary>
    True,
}
