using System.Text;

namespace Aegis.Streams.Dlp.Streaming;

/// <summary>Tells in which column of delimited values something lies.</summary>
internal static class CsvPlaces
{
    /// <summary>What stands for the column of what lies in a record whose cells are of no column.</summary>
    public const int NoColumn = -1;

    /// <summary>Finds the columns of findings.</summary>
    /// <param name="text">Whole records.</param>
    /// <param name="delimiter">What stands between cells.</param>
    /// <param name="findings">The findings, in the order of their places.</param>
    /// <param name="columns">Takes a column for each, from 0.</param>
    public static void Locate(ReadOnlySpan<byte> text, byte delimiter, ReadOnlySpan<DlpFinding> findings, List<int> columns)
    {
        var column = 0;
        for (var stretches = new CsvStretches(text, delimiter); stretches.MoveNext();)
        {
            var at = stretches.Start;
            for (; columns.Count < findings.Length && findings[columns.Count].Start < stretches.Next; columns.Add(column))
            {
                var to = Math.Clamp(findings[columns.Count].Start, at, stretches.End);
                column = Advance(text[at..to], delimiter, column);
                at = to;
            }

            column = Advance(text[at..stretches.End], delimiter, column);
        }
    }

    /// <summary>Reads the names of columns; those in which something was found have none.</summary>
    /// <param name="header">The record.</param>
    /// <param name="delimiter">What stands between cells.</param>
    /// <param name="found">The columns in which something was found.</param>
    public static string?[] Names(ReadOnlySpan<byte> header, byte delimiter, IReadOnlyCollection<int> found)
    {
        var (names, cell) = (new List<string?>(), 0);
        header = header.TrimEnd("\r\n"u8);
        for (var stretches = new CsvStretches(header, delimiter); stretches.MoveNext();)
        {
            for (var at = stretches.Start; at < stretches.End; at++)
            {
                if (header[at] != delimiter) continue;
                Add(header[cell..at]);
                cell = at + 1;
            }
        }

        Add(header[cell..]);
        return [.. names];

        void Add(ReadOnlySpan<byte> name) => names.Add(found.Contains(names.Count) ? null : Encoding.UTF8.GetString(name.Trim("\" \t"u8)));
    }

    private static int Advance(ReadOnlySpan<byte> outside, byte delimiter, int column)
    {
        var line = outside.LastIndexOfAny((byte)'\n', (byte)'\r');
        return line < 0 ? column + outside.Count(delimiter) : outside[(line + 1)..].Count(delimiter);
    }
}
