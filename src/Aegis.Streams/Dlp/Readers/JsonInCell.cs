using System.Buffers;

namespace Aegis.Streams.Dlp.Readers;

/// <summary>Knows the numbers of JSON that stands in a cell: what replaces one needs quotes, or the cell is no JSON any more.</summary>
internal static class JsonInCell
{
    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("0123456789+-.eE"u8);

    /// <summary>Flags the findings that are such numbers.</summary>
    /// <param name="text">The records.</param>
    /// <param name="start">Where the cell starts, after its quote.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="isQuoted">Whether it is quoted.</param>
    /// <param name="findings">What was found in it.</param>
    public static void MarkNumbers(ReadOnlySpan<byte> text, int start, int end, bool isQuoted, Span<DlpFinding> findings)
    {
        var cell = text[start..end].Trim((byte)' ');
        if (cell.Length < 2 || (cell[0], cell[^1]) is not (((byte)'[', (byte)']') or ((byte)'{', (byte)'}'))) return;
        foreach (ref var finding in findings)
        {
            if (finding.Start <= start || finding.End >= end || text[finding.Start..finding.End].IndexOfAnyExcept(NumberBytes) >= 0) continue;
            var before = text[start..finding.Start].TrimEnd((byte)' ');
            var after = text[finding.End..end].TrimStart((byte)' ');
            if (before is not [.., (byte)'[' or (byte)',' or (byte)':'] || after is not [(byte)']' or (byte)',' or (byte)'}', ..]) continue;
            finding = finding with { Flags = finding.Flags | FindingFlags.Bare | (isQuoted ? FindingFlags.InQuotes : FindingFlags.None) };
        }
    }
}
