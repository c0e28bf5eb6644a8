using System.CommandLine;
using System.Globalization;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Cli.Dlp;

/// <summary>`--columns`: what columns hold, where their names do not say it or say it wrong.</summary>
internal sealed class ColumnOption
{
    private const string None = "none";
    private readonly Option<string?> _columns = new("--columns")
    {
        Description = "What columns hold, with commas between: `ref=phone,5=ssn,code=none`. A column is named as in the header, or by its number from 1; what it holds as a header would call it.",
        HelpName = "COLUMN=MEANING",
    };

    /// <summary>Gets the option.</summary>
    public Option Option => _columns;

    /// <summary>Reads it for a file.</summary>
    /// <param name="run">The run.</param>
    /// <param name="file">The name of the file.</param>
    /// <param name="head">How it begins.</param>
    /// <param name="split">How it is cut.</param>
    /// <returns>What is said of columns, by their places from 0.</returns>
    /// <exception cref="CliRefusalException">It is not of this form, or the file has no such column.</exception>
    public IReadOnlyDictionary<int, string> Of(CommandRun run, string file, byte[] head, SplitOptions split)
    {
        var columns = new Dictionary<int, string>();
        if (run.Value(_columns) is not { } text) return columns;
        if (split.Format != RecordFormat.Csv) throw CliRefusalException.Usage($"--columns: {file} is not scanned as delimited values, so it has no columns; say --format csv if it is");
        var names = ColumnNames.Read(head, split);
        foreach (var entry in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = entry.LastIndexOf('=');
            if (equals < 1 || equals == entry.Length - 1) throw CliRefusalException.Usage($"--columns: `{entry}` is not COLUMN=MEANING, such as `ref=phone`");
            var (column, meaning) = (PlaceOf(entry[..equals].Trim(), names, file), entry[(equals + 1)..].Trim());
            if (meaning != None && !ColumnNames.IsTelling(meaning))
                throw CliRefusalException.Usage($"--columns: `{meaning}` says nothing of what a column holds; say it as a header would, such as email, phone, ssn, card, iban, date of birth, password or account number, or `none`");
            if (!columns.TryAdd(column, meaning == None ? "" : meaning)) throw CliRefusalException.Usage($"--columns: `{entry[..equals].Trim()}` is named twice");
        }

        return columns;
    }

    private static int PlaceOf(string column, IReadOnlyList<string> names, string file)
    {
        for (var place = 0; place < names.Count; place++)
            if (names[place].Equals(column, StringComparison.OrdinalIgnoreCase)) return place;
        if (int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= (names.Count == 0 ? 65_536 : names.Count)) return number - 1;
        throw CliRefusalException.Usage(names.Count == 0
            ? $"--columns: {file} has no header, so `{column}` names no column; give its number, from 1"
            : $"--columns: {file} has no column `{column}`; it has {names.Count}, named in its first record");
    }
}
