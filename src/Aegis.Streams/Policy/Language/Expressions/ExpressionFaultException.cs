namespace Aegis.Streams.Policy.Language.Expressions;

/// <summary>Carries a fault out of the nested parser; never leaves <see cref="ComparisonParser"/>.</summary>
internal sealed class ExpressionFaultException(int offset, string message) : Exception(message)
{
    public int Offset => offset;
}
