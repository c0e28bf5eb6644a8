using System.Text;

namespace Aegis.Streams.Cli.Terminal;

/// <summary>Columns of text with a head, as wide as their content.</summary>
/// <param name="head">The names of the columns. A name that starts with `&gt;` makes a column of numbers, aligned to the right.</param>
internal sealed class TextTable(params string[] head)
{
    private const string Gap = "  ";

    private readonly List<(string[] Cells, Ink Ink)> _rows = [];

    /// <summary>Adds a row.</summary>
    /// <param name="ink">The look of its first cell.</param>
    /// <param name="cells">One text a column; cleaned here.</param>
    public void Add(Ink ink, params string[] cells) => _rows.Add(([.. cells.Select(TerminalText.Clean)], ink));

    /// <summary>Writes it.</summary>
    /// <param name="screen">The screen.</param>
    public void WriteTo(Screen screen)
    {
        var names = head.Select(name => name.TrimStart('>')).ToArray();
        var widths = names.Select((name, i) => _rows.Select(row => row.Cells[i].Length).Append(name.Length).Max()).ToArray();
        screen.WriteLine(screen.Paint(Ink.Dim, Line(names, widths, text => text)));
        foreach (var (cells, ink) in _rows) screen.WriteLine(Line(cells, widths, text => screen.Paint(ink, text)));
    }

    private string Line(string[] cells, int[] widths, Func<string, string> paintFirst)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Length; i++)
        {
            var isLast = i == cells.Length - 1;
            var cell = head[i].StartsWith('>') ? cells[i].PadLeft(widths[i]) : isLast ? cells[i] : cells[i].PadRight(widths[i]);
            line.Append(i == 0 ? paintFirst(cell) : cell);
            if (!isLast) line.Append(Gap);
        }

        return line.ToString().TrimEnd();
    }
}
