using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language;

/// <summary>Writes literals as JSON.</summary>
internal static class LiteralText
{
    public static string Of(Literal literal) => literal switch
    {
        TextLiteral text => JsonText.Quote(text.Value),
        NumberLiteral number => number.Value.ToString(),
        BooleanLiteral boolean => boolean.Value ? "true" : "false",
        _ => throw new NotSupportedException($"A literal of type {literal.GetType().Name} has no text."),
    };
}
