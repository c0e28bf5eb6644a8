using System.CommandLine;
using Aegis.Streams.Cli.Options;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Cli.Dlp;

/// <summary>What is said of delimited values: what stands between cells, and which record names the columns.</summary>
internal sealed class DelimitedOptions
{
    private const string Auto = "auto";
    private readonly ChoiceOption _delimiter = new("--delimiter", "What stands between the cells of delimited values. auto: what the file says by `sep=`, else by what most of the first records have as many cells.", Auto, ",", ";", "tab", "|");
    private readonly NumberOption _header = new("--header", "The line on which the record stands that names the columns of delimited values. Default: told from how the file begins; titles, comments, empty lines and `sep=` may stand before it.", least: 1, most: 100_000);
    private readonly Option<bool> _noHeader = new("--no-header") { Description = "No record of delimited values names the columns: then nothing is found that only the name of its column tells, unless --columns does." };

    /// <summary>Gets the options.</summary>
    public IReadOnlyList<Option> Options => [_delimiter, _header, _noHeader];

    /// <summary>Refuses what contradicts itself.</summary>
    /// <param name="run">The run.</param>
    /// <param name="format">The format that was asked for.</param>
    /// <exception cref="CliRefusalException">Something does.</exception>
    public void Check(CommandRun run, string format)
    {
        if (run.Value(_noHeader) && run.Value(_header) is not null) throw CliRefusalException.Usage("--no-header says that there is no header, and --header where it is; say one of them");
        if (format is "csv" or Auto) return;
        var said = run.Value(_noHeader) ? "--no-header" : run.Value(_header) is not null ? "--header" : run.Value(_delimiter) != Auto ? "--delimiter" : null;
        if (said is not null) throw CliRefusalException.Usage($"{said} is for delimited values, and --format {format} says that there are none; leave one of them out");
    }

    /// <summary>Reads how a file is cut.</summary>
    /// <param name="run">The run.</param>
    /// <param name="name">The name of the file.</param>
    /// <param name="head">How it begins.</param>
    /// <exception cref="CliRefusalException">What was said does not fit the file.</exception>
    public SplitOptions Of(CommandRun run, string name, byte[] head)
    {
        byte? delimiter = run.Value(_delimiter) switch
        {
            Auto => null,
            "tab" => (byte)'\t',
            var one => (byte)one[0],
        };
        var (line, noHeader) = (run.Value(_header), run.Value(_noHeader));
        var dialect = CsvDialect.Read(head, delimiter, line);
        if (delimiter is null && dialect.Declared == 0 && FormatGuess.IsTabbed(name)) dialect = CsvDialect.Read(head, (byte)'\t', line);
        if (!dialect.IsKnown)
            throw CliRefusalException.Fault($"{name} says in its first line that {Shown(dialect.Declared)} stands between cells, which is not read; convert it to comma, semicolon, tab or bar, or take that line away and say --delimiter");
        if (delimiter is not null && dialect.Declared is not 0 and var declared && declared != delimiter)
            throw CliRefusalException.Usage($"--delimiter says that {Shown(delimiter.Value)} stands between cells, and the first line of {name} that {Shown(declared)} does; leave --delimiter out, or take that line away");
        if (dialect.Rival is not 0 and var rival)
        {
            throw delimiter is not null
                ? CliRefusalException.Usage($"--delimiter: with {Shown(delimiter.Value)} the first record of {name} is one cell, and {Shown(rival)} stands in its records; {WayOut(rival)}, or say --format text")
                : CliRefusalException.Fault($"{name} has one cell in its first record, and {Shown(rival)} stands in its records; {WayOut(rival)}, or say --format text");
        }

        if (line is not null && dialect.HeaderLine != line)
            throw CliRefusalException.Usage($"--header: no record starts on line {line} of {name}, or not within its first {CsvDialect.HeadBytes / 1024} KiB and forty records");
        return new SplitOptions
        {
            Format = RecordFormat.Csv,
            Delimiter = dialect.Delimiter,
            HasHeader = !noHeader && dialect.HeaderLine > 0,
            PreambleBytes = dialect.PreambleBytes,
            Cells = dialect.Cells,
        };
    }

    /// <summary>Says whether somebody decided what to do without names of columns.</summary>
    /// <param name="run">The run.</param>
    public bool IsWithoutNames(CommandRun run) => run.Value(_noHeader);

    private static string WayOut(byte rival) => rival switch
    {
        (byte)'\t' => "say --delimiter tab",
        (byte)',' or (byte)';' or (byte)'|' => $"say --delimiter '{(char)rival}'",
        _ => "convert it to comma, semicolon, tab or bar",
    };

    private static string Shown(byte delimiter) => delimiter switch
    {
        (byte)'\t' => "a tab",
        > (byte)' ' and < 0x7F => $"`{(char)delimiter}`",
        _ => $"the byte 0x{delimiter:X2}",
    };
}
