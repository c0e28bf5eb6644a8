using System.Text;

namespace Aegis.Streams.Policy.Diagnostics;

/// <summary>One line of a text as it is shown, and the cells under which a mark belongs.</summary>
/// <param name="Text">The line, or the part of it around the mark.</param>
/// <param name="Indent">The cells before the mark.</param>
/// <param name="Width">The cells of the mark, 1 and up.</param>
internal sealed record SourceExcerpt(string Text, int Indent, int Width)
{
    private const int MaxCells = 120;
    private const int CellsBefore = 40;
    private const int TabCells = 4;
    private const string Cut = "...";

    /// <summary>Makes the excerpt of a line.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="column">The column of the mark, from 1, in UTF-16 code units; it may lie beyond the line.</param>
    /// <param name="length">The length of the mark.</param>
    public static SourceExcerpt Of(string line, int column, int length)
    {
        var start = Math.Clamp(column - 1, 0, line.Length);
        if (start > 0 && start < line.Length && char.IsSurrogatePair(line, start - 1)) start--;
        var end = Math.Clamp((long)column - 1 + length, start, line.Length);
        var indent = Cells(line, 0, start);
        var width = Cells(line, start, (int)end);
        if (Cells(line, 0, line.Length) <= MaxCells) return new SourceExcerpt(Show(line, 0, line.Length), indent, Math.Max(width, 1));
        var from = start;
        for (var cells = 0; from > 0 && cells < CellsBefore; cells += CellsAt(line, from)) from = Before(line, from);
        var to = from;
        for (var cells = 0; to < line.Length && cells < MaxCells - (2 * Cut.Length); to += VisibleText.UnitsAt(line, to)) cells += CellsAt(line, to);
        var left = from > 0 ? Cut : "";
        var shown = $"{left}{Show(line, from, to)}{(to < line.Length ? Cut : "")}";
        return new SourceExcerpt(shown, left.Length + Cells(line, from, start), Math.Max(Cells(line, start, Math.Min((int)end, to)), 1));
    }

    private static int Before(string line, int index) => index > 1 && char.IsSurrogatePair(line, index - 2) ? index - 2 : index - 1;

    private static string Show(string line, int from, int to)
    {
        var shown = new StringBuilder(to - from);
        for (var i = from; i < to; i += VisibleText.UnitsAt(line, i))
        {
            if (line[i] == '\t') shown.Append(' ', TabCells);
            else shown.Append(VisibleText.Piece(line, i));
        }

        return shown.ToString();
    }

    private static int Cells(string line, int from, int to)
    {
        var cells = 0;
        for (var i = from; i < to; i += VisibleText.UnitsAt(line, i)) cells += CellsAt(line, i);
        return cells;
    }

    private static int CellsAt(string line, int index) => line[index] == '\t' ? TabCells : VisibleText.CellsOf(line, index);
}
