using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Aegis.Streams.Cli.Tables;

/// <summary>
/// One line of comma-separated values (RFC 4180). A value has no line break, on purpose: one quote too many would otherwise take in every
/// line up to the next quote.
/// </summary>
internal static class CsvLine
{
    private const char Quote = '"';
    private const char Separator = ',';

    /// <summary>Splits a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="values">The values, cleared first.</param>
    /// <param name="fault">What is wrong with it.</param>
    /// <returns>Whether the line is well-formed.</returns>
    public static bool TrySplit(string line, List<string> values, [NotNullWhen(false)] out string? fault)
    {
        values.Clear();
        var position = 0;
        do
        {
            var isQuoted = position < line.Length && line[position] == Quote;
            fault = isQuoted ? TakeQuoted(line, ref position, values) : TakePlain(line, ref position, values);
            if (fault is not null) return false;
        }
        while (position++ < line.Length);
        return true;
    }

    /// <summary>Joins values to a line.</summary>
    /// <param name="values">The values.</param>
    /// <returns>The line.</returns>
    public static string Join(IEnumerable<string?> values) => string.Join(Separator, values.Select(Escape));

    private static string? TakePlain(string line, ref int position, List<string> values)
    {
        var end = line.IndexOf(Separator, position);
        if (end < 0) end = line.Length;
        var value = line[position..end];
        position = end;
        values.Add(value);
        return value.Contains(Quote) ? $"value {values.Count} has a quote inside of it; put the whole value in quotes and double this one" : null;
    }

    private static string? TakeQuoted(string line, ref int position, List<string> values)
    {
        var value = new StringBuilder();
        for (position++; position < line.Length; position++)
        {
            if (line[position] != Quote)
            {
                value.Append(line[position]);
            }
            else if (position + 1 < line.Length && line[position + 1] == Quote)
            {
                value.Append(line[position++]);
            }
            else
            {
                position++;
                values.Add(value.ToString());
                return position == line.Length || line[position] == Separator
                    ? null
                    : $"value {values.Count} goes on after its closing quote; double a quote that is meant";
            }
        }

        return $"value {values.Count + 1} has no closing quote on this line; a value may not have line breaks";
    }

    private static string Escape(string? value)
    {
        if (value is null) return "";
        return value.AsSpan().ContainsAny(Separator, Quote) ? $"{Quote}{value.Replace("\"", "\"\"", StringComparison.Ordinal)}{Quote}" : value;
    }
}
