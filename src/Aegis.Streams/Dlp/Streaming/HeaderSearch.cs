namespace Aegis.Streams.Dlp.Streaming;

/// <summary>Finds the record that names the columns among the first ones of a file: before any value, after titles, comments and empty lines.</summary>
internal static class HeaderSearch
{
    /// <summary>Finds it.</summary>
    /// <param name="records">The first records.</param>
    /// <param name="cells">How many cells most of them have.</param>
    /// <returns>Its place; -1: none of them names columns.</returns>
    public static int Find(List<HeadRecord> records, int cells)
    {
        if (cells <= 1) return FindSingle(records);
        var usual = FindFull(records, record => record.Cells.Count == cells || record.Width == cells);
        return usual >= 0 ? usual : FindFull(records, record => record.Width > 1);
    }

    /// <summary>Finds the first full record of some; one with empty cells is taken only if it says something, or if there is no other.</summary>
    private static int FindFull(List<HeadRecord> records, Func<HeadRecord, bool> isWide)
    {
        var (comment, padded) = (-1, -1);
        for (var i = 0; i < records.Count; i++)
        {
            var record = records[i];
            if (record.IsEmpty) continue;
            if (!isWide(record))
            {
                if (record.Filled == 1 || record.IsComment || record.IsNames) continue;
                break;
            }

            if (!record.IsNames)
            {
                if (record.IsComment) continue;
                break;
            }

            if (record.IsComment) comment = comment < 0 ? i : comment;
            else if (record.Filled == record.Width && record.Filled > 1) return comment >= 0 && record.Telling == 0 && records[comment].Telling > 0 ? comment : i;
            else if (record.Filled > 1 && record.Telling > 0) return i;
            else padded = padded < 0 && record.Filled > 1 ? i : padded;
        }

        return comment >= 0 ? comment : padded;
    }

    /// <summary>Finds it where there is one column: the first record, or the one after a title.</summary>
    private static int FindSingle(List<HeadRecord> records)
    {
        var first = records.FindIndex(record => !record.IsEmpty && !record.IsComment);
        if (first < 0 || !records[first].IsNames) return -1;
        if (records[first].Telling > 0) return first;
        var second = records.FindIndex(first + 1, record => !record.IsEmpty && !record.IsComment);
        var isTitled = second > first + 1 || (second >= 0 && records[second].Telling > 0 && second + 1 < records.Count && !records[second + 1].IsNames);
        if (!isTitled) return first;
        return records[second].IsNames ? second : -1;
    }
}
