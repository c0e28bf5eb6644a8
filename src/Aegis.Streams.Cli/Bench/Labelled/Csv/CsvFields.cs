using System.Buffers;

namespace Aegis.Streams.Cli.Bench.Labelled.Csv;

/// <summary>Writes fields as RFC 4180 has them.</summary>
internal static class CsvFields
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",;\"\r\n");

    /// <summary>Appends a field with its labels.</summary>
    /// <param name="target">The row.</param>
    /// <param name="field">The field.</param>
    /// <param name="isQuoted">Whether it is in quotes even if it need not be.</param>
    public static void Append(LabelledText target, LabelledText field, bool isQuoted)
    {
        if (!isQuoted && !field.Chars.ContainsAny(Special))
        {
            target.Append(field);
            return;
        }

        target.Append('"');
        var at = 0;
        foreach (var mark in field.Marks)
        {
            Double(target, field.Chars[at..mark.Start]);
            var start = target.Length;
            Double(target, field.Chars[mark.Start..mark.End]);
            target.Close(mark, start);
            at = mark.End;
        }

        Double(target, field.Chars[at..]);
        target.Append('"');
    }

    private static void Double(LabelledText target, ReadOnlySpan<char> text)
    {
        while (text.IndexOf('"') is >= 0 and var quote)
        {
            target.Append(text[..(quote + 1)]).Append('"');
            text = text[(quote + 1)..];
        }

        target.Append(text);
    }
}
