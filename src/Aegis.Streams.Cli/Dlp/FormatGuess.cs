using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Cli.Dlp;

/// <summary>Tells what a file holds from its name and from how it begins.</summary>
internal static class FormatGuess
{
    /// <summary>How much of a file is looked at.</summary>
    public const int HeadBytes = CsvDialect.HeadBytes;

    private const int LongestName = 32;
    private const int MostWords = 3;

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
            var line = first.IndexOfAny((byte)'\n', (byte)'\r');
            if (IsJson(line < 0 ? first : first[..line])) return RecordFormat.JsonLines;
            if (head.Length >= HeadBytes && line < 0) return RecordFormat.JsonLines;
            if (first[0] == '{' || EndingOf(name) == ".json" || (line >= 0 && first[..line].TrimEnd(" \t\r"u8).Length == 1) || first.StartsWith("[{"u8))
                throw CliRefusalException.Fault($"{name} begins as one JSON text over several lines, of which keys and values could not be told apart; write it as JSON Lines (`jq -c {(first[0] == '[' ? "'.[]'" : ".")}`), or say --format text");
        }

        return IsDelimited(CsvDialect.Read(head)) ? RecordFormat.Csv : RecordFormat.Text;
    }

    /// <summary>Says whether the name of a file says that tabs stand between cells.</summary>
    /// <param name="name">The name.</param>
    public static bool IsTabbed(string name) => EndingOf(name) == ".tsv";

    /// <summary>
    /// Says whether a file is delimited values: it says so itself, or a header of short names stands over them that tells what columns hold,
    /// or its first records have all the same number of cells; two of a comma are not enough for that, since prose has commas too.
    /// </summary>
    private static bool IsDelimited(CsvDialect dialect)
    {
        if (dialect.Declared != 0) return true;
        if (dialect.Cells < 2 || dialect.Records < 2) return false;
        var isPlain = dialect.Names.All(name => name.Length <= LongestName && name.Count(one => one == ' ') < MostWords && !name.EndsWith('.'));
        if (isPlain && dialect.Names.Any(name => ColumnNames.IsTelling(name) && !name.Contains(' ', StringComparison.Ordinal))) return true;
        return dialect.IsEven && (dialect.Delimiter != ',' || dialect.Cells >= 3 || dialect.Records >= 4);
    }

    private static bool IsJson(ReadOnlySpan<byte> text) => new DlpScanner(new ScanOptions(default, 0)).ScanJson(text).IsWellFormed;

    private static string EndingOf(string name) =>
        Path.GetExtension(name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name).ToLowerInvariant();
}
