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

    // A line may be a whole file, and most of its characters have one cell: what is further from the mark is not even looked at.
    private const int MaxUnits = 4 * MaxCells;

    /// <summary>Makes the excerpt of a line.</summary>
    /// <param name="text">The text that the line is in.</param>
    /// <param name="line">Where the line begins and ends, without its end.</param>
    /// <param name="column">The column of the mark, from 1, in UTF-16 code units; it may lie beyond the line.</param>
    /// <param name="length">The length of the mark.</param>
    public static SourceExcerpt Of(string text, (int Start, int End) line, int column, int length)
    {
        var start = (int)Math.Clamp((long)line.Start + column - 1, line.Start, line.End);
        if (start > line.Start && start < line.End && char.IsSurrogatePair(text, start - 1)) start--;
        var end = (int)Math.Clamp((long)line.Start + column - 1 + length, start, line.End);
        if (line.End - line.Start <= MaxUnits && Cells(text, line.Start, line.End) <= MaxCells)
            return new SourceExcerpt(Show(text, line.Start, line.End), Cells(text, line.Start, start), Math.Max(Cells(text, start, end), 1));
        var from = start;
        for (var cells = 0; from > Math.Max(line.Start, start - MaxUnits) && cells < CellsBefore; cells += CellsAt(text, from)) from = Before(text, from);
        var to = from;
        for (var cells = 0; to < Math.Min(line.End, start + MaxUnits) && cells < MaxCells - (2 * Cut.Length); to += VisibleText.UnitsAt(text, to)) cells += CellsAt(text, to);
        var left = from > line.Start ? Cut : "";
        var shown = $"{left}{Show(text, from, to)}{(to < line.End ? Cut : "")}";
        return new SourceExcerpt(shown, left.Length + Cells(text, from, start), Math.Max(Cells(text, start, Math.Min(end, to)), 1));
    }

    private static int Before(string text, int index) => index > 1 && char.IsSurrogatePair(text, index - 2) ? index - 2 : index - 1;

    private static string Show(string text, int from, int to)
    {
        var shown = new StringBuilder(to - from);
        for (var i = from; i < to; i += VisibleText.UnitsAt(text, i))
        {
            if (text[i] == '\t') shown.Append(' ', TabCells);
            else shown.Append(VisibleText.Piece(text, i));
        }

        return shown.ToString();
    }

    private static int Cells(string text, int from, int to)
    {
        var cells = 0;
        for (var i = from; i < to; i += VisibleText.UnitsAt(text, i)) cells += CellsAt(text, i);
        return cells;
    }

    private static int CellsAt(string text, int index) => text[index] == '\t' ? TabCells : VisibleText.CellsOf(text, index);
}
