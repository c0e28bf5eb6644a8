using System.Globalization;

namespace Aegis.Streams.Cli.Bench.Labelled.ToolCalls;

/// <summary>Writes strings of JSON with their labels. A small share of the sensitive values has `\u` escapes that it would not need.</summary>
internal static class JsonStrings
{
    private const double ShareOfEscapedValues = 0.075;

    private enum Escapes
    {
        Needed,
        Some,
        All,
    }

    /// <summary>Appends a string in quotes.</summary>
    /// <param name="target">The JSON.</param>
    /// <param name="content">What the string says.</param>
    /// <param name="draw">The choices.</param>
    /// <param name="style">How it is written.</param>
    /// <param name="isNested">Whether the content is JSON itself.</param>
    public static void Append(LabelledText target, LabelledText content, Draw draw, JsonStyle style, bool isNested)
    {
        target.Append('"');
        var at = 0;
        foreach (var mark in content.Marks)
        {
            Write(target, content.Chars[at..mark.Start], draw, style, Escapes.Needed);
            var start = target.Length;
            var isEscaped = mark.Entity is not null && !isNested && draw.Chance(ShareOfEscapedValues);
            var escapes = !isEscaped ? Escapes.Needed : draw.Chance(0.3) ? Escapes.All : Escapes.Some;
            Write(target, content.Chars[mark.Start..mark.End], draw, style, escapes);
            target.Close(isNested ? mark with { Flags = mark.Flags | TruthFlags.InNestedJson } : mark, start);
            at = mark.End;
        }

        Write(target, content.Chars[at..], draw, style, Escapes.Needed);
        target.Append('"');
    }

    private static void Write(LabelledText target, ReadOnlySpan<char> text, Draw draw, JsonStyle style, Escapes escapes)
    {
        var hex = draw.Chance(0.5) ? "x4" : "X4";
        foreach (var character in text)
        {
            if (escapes == Escapes.All || (escapes == Escapes.Some && draw.Chance(0.2))) Code(target, character, hex);
            else if (character is '"' or '\\') target.Append('\\').Append(character);
            else if (character == '\n') target.Append("\\n");
            else if (character < ' ' || (style.EscapesWide && character > '~')) Code(target, character, hex);
            else if (character == '/' && style.EscapesSolidus) target.Append("\\/");
            else target.Append(character);
        }
    }

    private static void Code(LabelledText target, char character, string hex) => target.Append("\\u").Append(((int)character).ToString(hex, CultureInfo.InvariantCulture));
}
