using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Dlp.Readers;

/// <summary>Splits one record of delimited values into its cells.</summary>
internal static class RecordCells
{
    /// <summary>Splits a record.</summary>
    /// <param name="record">The record, without its line end.</param>
    /// <param name="delimiter">What stands between cells.</param>
    /// <param name="cells">Takes where each starts and ends, its quotes included.</param>
    public static void Split(ReadOnlySpan<byte> record, byte delimiter, List<(int Start, int End)> cells)
    {
        cells.Clear();
        var cell = 0;
        for (var stretches = new CsvStretches(record, delimiter); stretches.MoveNext();)
        {
            for (var at = stretches.Start; at < stretches.End; at++)
            {
                if (record[at] != delimiter) continue;
                cells.Add((cell, at));
                cell = at + 1;
            }
        }

        cells.Add((cell, record.Length));
    }
}
