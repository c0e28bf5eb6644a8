namespace Aegis.Streams.Policy.Rules;

/// <summary>How two numbers are combined. There is no division: its results have no end.</summary>
public enum ArithmeticOperator
{
    /// <summary>`+`.</summary>
    Add,

    /// <summary>`-`.</summary>
    Subtract,

    /// <summary>`*`.</summary>
    Multiply,
}
