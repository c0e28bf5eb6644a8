namespace Aegis.Streams.Policy.Rego;

/// <summary>Which of the two certain values of Kleene's logic a piece of Rego tells: it is true then, and undefined for the other two values.</summary>
internal enum Certainty
{
    /// <summary>The condition certainly holds.</summary>
    True,

    /// <summary>The condition certainly does not hold.</summary>
    False,
}
