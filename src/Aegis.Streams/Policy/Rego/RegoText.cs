using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Rego;

/// <summary>Spells values as Rego.</summary>
internal static class RegoText
{
    /// <summary>Spells a text. What cannot be seen, or turns the direction of what follows, is escaped: people review this.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune)) throw new RegoRefusedException("A text has half of a surrogate pair, which UTF-8 cannot carry.");
            if (rune.Value is '"' or '\\') quoted.Append('\\').Append((char)rune.Value);
            else if (IsVisible(rune)) quoted.Append(rune);
            else Escape(text.AsSpan(i, rune.Utf16SequenceLength), quoted);
            i += rune.Utf16SequenceLength - 1;
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Spells the step to a member as the formatter does: with a point where the name is one of Rego.</summary>
    public static string Member(string name) =>
        !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? $".{name}" : $"[{Quote(name)}]";

    public static string Set(IEnumerable<string> texts) => $"{{{string.Join(", ", texts.Select(Quote))}}}";

    public static string Array(IEnumerable<string> spelt) => $"[{string.Join(", ", spelt)}]";

    public static string Names(ImmutableArray<string> names) => Array(names.Select(Quote));

    /// <summary>Spells a path as an array; a step into every item is the number 0, which no name is.</summary>
    public static string Path(ParameterPath path) => Array(path.Steps.Select(step => step.Name is { } name ? Quote(name) : "0"));

    public static string Literal(Literal literal) => literal switch
    {
        TextLiteral text => Quote(text.Value),
        NumberLiteral number => number.Value.ToString(),
        BooleanLiteral boolean => boolean.Value ? "true" : "false",
        _ => throw new RegoRefusedException($"A literal of the kind {literal.GetType().Name} has no spelling in Rego."),
    };

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Spells an id for a comment, where a line break would end it.</summary>
    public static string Comment(string text) => string.Concat(text.Select(c => c is >= ' ' and <= '~' ? c : '?'));

    private static bool IsVisible(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.NonSpacingMark);

    private static void Escape(ReadOnlySpan<char> units, StringBuilder quoted)
    {
        foreach (var unit in units) quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
    }
}
