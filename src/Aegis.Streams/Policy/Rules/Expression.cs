namespace Aegis.Streams.Policy.Rules;

/// <summary>A number made of parameters and constants.</summary>
public abstract record Expression
{
    /// <summary>Returns the expression as policies write it, with no more parentheses than its meaning needs.</summary>
    /// <returns>The text.</returns>
    public abstract string ToText();
}
