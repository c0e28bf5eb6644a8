namespace Aegis.Streams.Policy.Patterns;

/// <summary>Carries a fault out of the nested parser; never leaves <see cref="Pattern.TryParse"/>.</summary>
internal sealed class PatternFaultException(int offset, string message) : Exception(message)
{
    public int Offset => offset;
}
