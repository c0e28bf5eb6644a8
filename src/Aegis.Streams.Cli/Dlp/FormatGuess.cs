using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Cli.Dlp;

/// <summary>Tells what a file holds from its name and from how it begins.</summary>
internal static class FormatGuess
{
    /// <summary>How much of a file is looked at.</summary>
    public const int HeadBytes = 64 * 1024;

    private const int MostRecords = 20;
    private static readonly byte[] Delimiters = ",;\t|"u8.ToArray();

    /// <summary>Tells it from the name.</summary>
    /// <param name="name">The name; of a compressed file, what is before `.gz`.</param>
    /// <returns>What it holds; <see langword="null"/>: the name does not say.</returns>
    public static RecordFormat? OfName(string name) => EndingOf(name) switch
    {
        ".csv" or ".tsv" => RecordFormat.Csv,
        ".jsonl" or ".ndjson" => RecordFormat.JsonLines,
        ".txt" or ".log" or ".md" => RecordFormat.Text,
        _ => null,
    };

    /// <summary>Tells it from how the file begins.</summary>
    /// <param name="name">Its name, for the refusal.</param>
    /// <param name="head">How it begins.</param>
    /// <returns>What it holds.</returns>
    /// <exception cref="CliRefusalException">It begins as one text of JSON over several lines.</exception>
    public static RecordFormat OfContent(string name, ReadOnlySpan<byte> head)
    {
        var text = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        var first = text.TrimStart(" \t\r\n"u8);
        if (!first.IsEmpty && first[0] is (byte)'{' or (byte)'[')
        {
            var line = first.IndexOf((byte)'\n');
            if (IsJson(line < 0 ? first : first[..line])) return RecordFormat.JsonLines;
            if (head.Length >= HeadBytes && line < 0) return RecordFormat.JsonLines;
            if (first[0] == '{' || EndingOf(name) == ".json" || (line >= 0 && first[..line].TrimEnd(" \t\r"u8).Length == 1) || first.StartsWith("[{"u8))
                throw CliRefusalException.Fault($"{name} begins as one JSON text over several lines, of which keys and values could not be told apart; write it as JSON Lines (`jq -c .`), or say --format text");
        }

        foreach (var delimiter in Delimiters)
            if (IsDelimited(text, delimiter, head.Length < HeadBytes)) return RecordFormat.Csv;
        return RecordFormat.Text;
    }

    /// <summary>Tells what stands between cells.</summary>
    /// <param name="name">The name of the file.</param>
    /// <param name="head">How it begins.</param>
    /// <returns>What its first record has most of; a comma if it has none.</returns>
    public static byte DelimiterOf(string name, ReadOnlySpan<byte> head)
    {
        if (EndingOf(name) == ".tsv") return (byte)'\t';
        var (best, most) = ((byte)',', 0);
        foreach (var delimiter in Delimiters)
        {
            var count = FirstCounts(head, delimiter, isWhole: true) is [var first, ..] ? first : 0;
            if (count > most) (best, most) = (delimiter, count);
        }

        return best;
    }

    /// <summary>Says whether records have all the same number of cells: two of a comma or more, since prose has commas too.</summary>
    private static bool IsDelimited(ReadOnlySpan<byte> head, byte delimiter, bool isWhole)
    {
        var counts = FirstCounts(head, delimiter, isWhole);
        if (counts.Count < 2 || counts[0] == 0 || counts.Exists(count => count != counts[0])) return false;
        return delimiter != ',' || counts[0] >= 2 || counts.Count >= 4;
    }

    /// <summary>Counts delimiters in the first records.</summary>
    private static List<int> FirstCounts(ReadOnlySpan<byte> head, byte delimiter, bool isWhole)
    {
        var (counts, count, isQuoted, start) = (new List<int>(), 0, false, true);
        foreach (var one in head)
        {
            if (one == '"' && (isQuoted || start)) isQuoted = !isQuoted;
            start = false;
            if (isQuoted) continue;
            if (one == delimiter)
            {
                count++;
                start = true;
            }
            else if (one == '\n')
            {
                counts.Add(count);
                (count, start) = (0, true);
                if (counts.Count == MostRecords) return counts;
            }
        }

        if (isWhole && !start) counts.Add(count);
        return counts;
    }

    private static bool IsJson(ReadOnlySpan<byte> text) => new DlpScanner(new ScanOptions(default, 0)).ScanJson(text).IsWellFormed;

    private static string EndingOf(string name) =>
        Path.GetExtension(name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name).ToLowerInvariant();
}
