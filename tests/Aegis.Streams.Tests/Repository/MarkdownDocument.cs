using System.Text.RegularExpressions;

namespace Aegis.Streams.Tests.Repository;

/// <summary>A document of the repository: its headings, links and code spans, each with its line. Code blocks count as none of them.</summary>
internal sealed partial class MarkdownDocument
{
    private const string Fence = "```";

    public MarkdownDocument(string path)
    {
        Path = path;
        var isCode = false;
        var number = 0;
        foreach (var line in RepositoryTree.Read(path).Split('\n'))
        {
            number++;
            if (line.StartsWith(Fence, StringComparison.Ordinal)) isCode = !isCode;
            else if (!isCode && !line.StartsWith("    ", StringComparison.Ordinal)) Read(line, number);
        }
    }

    /// <summary>Gets every document of the repository.</summary>
    public static IReadOnlyList<MarkdownDocument> All { get; } =
        [.. RepositoryTree.Instance.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal)).Select(file => new MarkdownDocument(file))];

    public string Path { get; }

    public List<string> Headings { get; } = [];

    /// <summary>Gets the names that links can point at: GitHub's, in lower case with dashes for spaces and no punctuation.</summary>
    public IEnumerable<string> Anchors => Headings.Select(heading =>
        PunctuationPattern().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-'));

    public List<(int Line, string Target)> Links { get; } = [];

    public List<(int Line, string Text)> CodeSpans { get; } = [];

    /// <summary>Resolves the target of a link that stays inside the repository.</summary>
    public string Resolve(string target)
    {
        var parts = new List<string>(Path.Split('/')[..^1]);
        foreach (var part in target.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            else if (part != ".") parts.Add(part);
        }

        return string.Join('/', parts);
    }

    [GeneratedRegex(@"\[[^\]]*\]\(([^)\s]+)\)")]
    private static partial Regex LinkPattern();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpanPattern();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex PunctuationPattern();

    private void Read(string line, int number)
    {
        if (line.StartsWith('#')) Headings.Add(line.TrimStart('#').Trim());
        Links.AddRange(LinkPattern().Matches(line).Select(match => (number, match.Groups[1].Value)));
        CodeSpans.AddRange(CodeSpanPattern().Matches(line).Select(match => (number, match.Groups[1].Value)));
    }
}
