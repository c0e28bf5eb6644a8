using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Dlp.Rewriting;

/// <summary>Finds the cells of delimited values that hold certain places: they become empty, and every record keeps as many cells as it has.</summary>
internal static class CellCuts
{
    /// <summary>Finds cuts.</summary>
    /// <param name="text">Whole records.</param>
    /// <param name="delimiter">What stands between cells.</param>
    /// <param name="places">The places, in their order.</param>
    /// <param name="cuts">Takes the cuts, in their order.</param>
    public static void Find(ReadOnlySpan<byte> text, byte delimiter, ReadOnlySpan<int> places, List<TextCut> cuts)
    {
        var (cell, isFirst, next) = (0, true, 0);
        for (var stretches = new CsvStretches(text, delimiter); stretches.MoveNext() && next < places.Length;)
        {
            for (var at = stretches.Start; at < stretches.End; at++)
            {
                var sign = text[at..stretches.End].IndexOfAny(delimiter, (byte)'\n', (byte)'\r');
                if (sign < 0) break;
                at += sign;
                var isLast = text[at] != delimiter;
                Take(places, ref next, cell, at, isFirst && isLast, at, cuts);
                (cell, isFirst) = (isLast ? LineEnds.After(text, at) : at + 1, isLast);
                at = cell - 1;
            }
        }

        Take(places, ref next, cell, text.Length, isFirst, int.MaxValue, cuts);
    }

    private static void Take(ReadOnlySpan<int> places, ref int next, int start, int end, bool isAlone, int sign, List<TextCut> cuts)
    {
        if (next >= places.Length || places[next] >= sign) return;
        while (next < places.Length && places[next] < sign) next++;
        cuts.Add(new TextCut(start, end, isAlone ? CutRest.EmptyCell : CutRest.Nothing));
    }
}
