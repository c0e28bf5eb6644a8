using System.CommandLine;
using Aegis.Streams.Catalog;
using Aegis.Streams.Cli.Catalog;
using Aegis.Streams.Cli.Submit;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Inquiry;
using Aegis.Streams.State;

namespace Aegis.Streams.Cli.Policies;

/// <summary>The options that make the question of one call.</summary>
internal sealed class QuestionOptions
{
    private readonly Option<string> _intent = new("--intent") { Description = "The intent: one JSON object as the stream takes it; `-` is the standard input. It needs no id.", HelpName = "FILE", Required = true };
    private readonly CircumstanceOptions _circumstances = new();
    private readonly Option<string?> _catalog = new("--catalog") { Description = "The catalog, CSV or JSON lines. Default: checks against it are left open.", HelpName = "FILE" };

    /// <summary>Gets the keys of lists of terms.</summary>
    public TermKeyOption TermKeys { get; } = new();

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    public void AddTo(Command verb)
    {
        verb.Add(_intent);
        _circumstances.AddTo(verb);
        verb.Add(_catalog);
        verb.Add(TermKeys);
    }

    /// <summary>Reads the question.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The question.</returns>
    /// <exception cref="CliRefusalException">A file or a value cannot be used.</exception>
    public PolicyQuestion Read(CommandRun run)
    {
        var intent = ReadIntent(run, run.Value(_intent));
        return _circumstances.Read(run)(intent);
    }

    /// <summary>Reads the catalog.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The catalog; <see langword="null"/>: none was named.</returns>
    /// <exception cref="CliRefusalException">The file cannot be used.</exception>
    public TableSnapshot<CatalogItem>? ReadCatalog(CommandRun run) =>
        run.Value(_catalog) is { } file ? TableOfFile.Read(run, CatalogTable.Form, file) : null;

    private static Intent ReadIntent(CommandRun run, string file)
    {
        using var input = IntentLines.Open(run, file);
        using var bytes = new MemoryStream();
        var block = new byte[1 << 16];
        while (input.Read(block) is > 0 and var length)
        {
            bytes.Write(block, 0, length);
            if (bytes.Length > IntentLines.MaxLineBytes) throw CliRefusalException.Fault($"the intent in {file} is longer than {IntentLines.MaxLineBytes >> 20} MiB; no topic takes it");
        }

        var line = new IntentLines(assignsIds: true, replyTopic: null).ToLine(1, bytes.ToArray());
        return line.Intent ?? throw CliRefusalException.Fault($"{file} holds no intent: {line.Fault!.Describe()}");
    }
}
