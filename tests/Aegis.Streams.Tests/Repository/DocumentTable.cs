using System.Text.RegularExpressions;

namespace Aegis.Streams.Tests.Repository;

/// <summary>Reads what tables of documents list.</summary>
internal static partial class DocumentTable
{
    /// <summary>Lists the code spans in the first column of all tables under a heading, or of the whole document.</summary>
    public static IReadOnlyList<string> FirstColumn(string path, string? heading = null)
    {
        var text = RepositoryTree.Read(path);
        if (heading is not null)
        {
            var start = text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
            Assert.True(start >= 0, $"{path} has no heading `{heading}`.");
            var end = text.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
            text = end < 0 ? text[start..] : text[start..end];
        }

        return [.. RowPattern().Matches(text).SelectMany(row => CodeSpanPattern().Matches(row.Groups[1].Value)).Select(span => span.Groups[1].Value)];
    }

    [GeneratedRegex(@"^\|([^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex RowPattern();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpanPattern();
}
