using System.Text.RegularExpressions;

namespace Aegis.Streams.IntegrationTests.Readme;

/// <summary>A command of the README and what it shows below it.</summary>
/// <param name="Line">The line of the command.</param>
/// <param name="Command">The command.</param>
/// <param name="Output">The lines shown. `…` stands for any text in a line, a line `…` for any lines.</param>
internal sealed record ReadmeStep(int Line, string Command, IReadOnlyList<string> Output)
{
    private const string Anything = "…";

    /// <summary>Says whether output is what the README shows.</summary>
    /// <param name="output">The output.</param>
    /// <param name="isComplete">Whether the command has ended; if not, more may follow.</param>
    public bool IsShownBy(string output, bool isComplete)
    {
        var pattern = string.Concat(Output.Select(line => line == Anything
            ? @"(?:[^\n]*\n)*?"
            : $"{Regex.Escape(line).Replace(Anything, @"[^\n]*", StringComparison.Ordinal)}\n"));
        return Regex.IsMatch(output, $@"\A{pattern}{(isComplete ? @"\z" : "")}");
    }
}
