using System.CommandLine;
using Aegis.Streams.Cli.Dlp;
using Aegis.Streams.Cli.Options;
using Aegis.Streams.Dlp.Streaming;
using Aegis.Streams.Lists;
using Aegis.Streams.Policy.Files;
using Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Cli.Lists;

/// <summary>The file of a list, and the options that say what its rows are.</summary>
internal sealed class ListSource
{
    private const string Auto = "auto";
    private readonly Argument<string> _file = new("file") { Description = "The rows: delimited values or JSON Lines, plain or gzip; `-` reads the standard input.", HelpName = "FILE|-" };
    private readonly ChoiceOption _format = new("--format", "What the file holds. auto: what its name ends in, else what it begins with.", Auto, "csv", "jsonl");
    private readonly DelimitedOptions _delimited = new();
    private readonly ColumnOption _columns = new();

    /// <summary>Adds the file.</summary>
    /// <param name="verb">The verb.</param>
    public void AddFileTo(Verb verb) => verb.Add(_file);

    /// <summary>Adds what says what its rows are.</summary>
    /// <param name="verb">The verb.</param>
    public void AddLayoutTo(Verb verb)
    {
        foreach (var option in (Option[])[_format, .. _delimited.Options, _columns.Option]) verb.Add(option);
    }

    /// <summary>Says whether it is a file, which can be read twice.</summary>
    /// <param name="run">The run.</param>
    public bool IsFile(CommandRun run) => RegularFile.Exists(run.Value(_file));

    /// <summary>Opens the file.</summary>
    /// <param name="run">The run.</param>
    public DlpInput Open(CommandRun run) => DlpInput.Open(run.Value(_file), run.Host);

    /// <summary>Tells what the rows are.</summary>
    /// <param name="run">The run.</param>
    /// <param name="input">The file.</param>
    /// <param name="heading">Takes it.</param>
    /// <exception cref="CliRefusalException">They are none, or it cannot be told.</exception>
    public void Describe(CommandRun run, DlpInput input, ListHeading heading)
    {
        _delimited.Check(run, run.Value(_format)!);
        var (file, head) = (run.Value(_file), input.Head());
        var format = run.Value(_format) switch
        {
            "csv" => RecordFormat.Csv,
            "jsonl" => RecordFormat.JsonLines,
            _ => FormatGuess.OfName(file) ?? FormatGuess.OfContent(file, head),
        };
        if (format == RecordFormat.Text) throw CliRefusalException.Usage($"{input.Name} looks like text, which has no rows; redact it with `aegis dlp redact`, or say --format csv or --format jsonl");
        heading.Format = format == RecordFormat.Csv ? ListFormat.Csv : ListFormat.JsonLines;
        heading.HasMark = ListHead.HasMark(head);
        if (format != RecordFormat.Csv) return;
        var split = _delimited.Of(run, file, head);
        heading.Delimiter = ((char)split.Delimiter).ToString();
        (heading.HasHeader, heading.PreambleBytes, heading.Cells) = (split.HasHeader, split.PreambleBytes, split.Cells);
        foreach (var (place, name) in _columns.Of(run, file, head, split).OrderBy(column => column.Key)) heading.Columns.Add(new ListColumn { Place = place, Name = name });
        if (!heading.HasHeader && heading.Columns.Count == 0 && !_delimited.IsWithoutNames(run))
            throw CliRefusalException.Fault($"no record of {input.Name} names its columns, so nobody can tell what they hold; say where the names stand with --header, what columns hold with --columns, or that it does not matter with --no-header");
    }

    /// <summary>Tells how the file is cut into chunks.</summary>
    /// <param name="heading">The list.</param>
    public static SplitOptions SplitOf(ListHeading heading) => new()
    {
        Format = heading.Format == ListFormat.Csv ? RecordFormat.Csv : RecordFormat.JsonLines,
        Delimiter = heading.Format == ListFormat.Csv ? (byte)heading.Delimiter[0] : (byte)',',
        HasHeader = heading.HasHeader,
        PreambleBytes = heading.PreambleBytes,
        Cells = heading.Cells,
        WindowBytes = ListLimits.ChunkBytes,
        LongestRecordBytes = ListLimits.LongestRowBytes,
    };
}
