using System.CommandLine;
using Aegis.Streams.Cli;

namespace Aegis.Streams.Tests.Repository;

/// <summary>Documents speak of verbs and options that exist.</summary>
public sealed class CliDocumentTests
{
    private const string Reference = "docs/cli.md";
    private const string GeneratedFrom = "## Options of every verb\n";

    private static readonly CliHost Host = new()
    {
        Input = Stream.Null,
        Output = TextWriter.Null,
        Error = TextWriter.Null,
        Variable = _ => null,
    };

    private static RootCommand Root => AegisCli.Compose(new GlobalOptions(), Host);

    [Fact]
    public void Reference_IsWhatTheParserKnows()
    {
        var document = RepositoryTree.Read(Reference);
        var handWritten = document[..document.IndexOf(GeneratedFrom, StringComparison.Ordinal)];
        var expected = handWritten + CliReference.Write(Root);
        if (Environment.GetEnvironmentVariable("AEGIS_UPDATE_DOCS") == "1") File.WriteAllText(RepositoryFiles.PathOf(Reference), expected);

        Assert.Equal(expected, RepositoryTree.Read(Reference));
    }

    [Fact]
    public void NamedCommands_Parse() =>
        Faults.AssertNone(
            from document in MarkdownDocument.All
            from span in document.CodeSpans
            where span.Text.StartsWith("aegis ", StringComparison.Ordinal) && document.Path != Reference
            from error in Root.Parse(span.Text["aegis ".Length..]).Errors
            where !IsOnlyNamed(span.Text)
            select $"{document.Path}:{span.Line}: `{span.Text}`: {error.Message}");

    /// <summary>Says whether a text names a verb or a group without saying what it is to work on.</summary>
    private static bool IsOnlyNamed(string text)
    {
        Command command = Root;
        foreach (var word in text.Split(' ')[1..])
        {
            if (command.Subcommands.FirstOrDefault(inner => inner.Name == word) is not { } inner) return false;
            command = inner;
        }

        return true;
    }
}
