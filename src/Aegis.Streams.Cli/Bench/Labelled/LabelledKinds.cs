using Aegis.Streams.Cli.Bench.Labelled.Csv;
using Aegis.Streams.Cli.Bench.Labelled.Notes;
using Aegis.Streams.Cli.Bench.Labelled.ToolCalls;

namespace Aegis.Streams.Cli.Bench.Labelled;

/// <summary>The kinds of labelled data, by the names that the command line has for them.</summary>
internal static class LabelledKinds
{
    public const string Csv = "csv";
    public const string CleanCsv = "clean-csv";
    public const string Intents = "intents";
    public const string Text = "text";

    public static readonly string[] All = [Csv, CleanCsv, Intents, Text];

    /// <summary>Opens a source.</summary>
    /// <param name="kind">One of <see cref="All"/>.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>The source.</returns>
    public static LabelledSource Open(string kind, long seed) => kind switch
    {
        Csv => new CsvSource(seed, isClean: false),
        CleanCsv => new CsvSource(seed, isClean: true),
        Intents => new ToolCallSource(seed),
        Text => new MailSource(seed),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind."),
    };
}
