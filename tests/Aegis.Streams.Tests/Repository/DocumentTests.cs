using System.Text.RegularExpressions;

namespace Aegis.Streams.Tests.Repository;

/// <summary>What documents say about the repository is so.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] Roots = ["src/", "tests/", "docs/", "proto/", "policies/", "topology/", ".ci/"];

    [Fact]
    public void Links_LeadSomewhere()
    {
        var faults = new List<string>();
        foreach (var document in MarkdownDocument.All)
        {
            foreach (var (line, target) in document.Links.Where(link => !link.Target.Contains("://", StringComparison.Ordinal)))
            {
                var (path, anchor) = target.Split('#') is [var before, var after] ? (before, after) : (target, null);
                var file = path.Length == 0 ? document.Path : document.Resolve(path);
                if (!RepositoryTree.Instance.Exists(file)) faults.Add($"{document.Path}:{line}: there is no `{file}`");
                else if (anchor is not null && !new MarkdownDocument(file).Anchors.Contains(anchor)) faults.Add($"{document.Path}:{line}: `{file}` has no heading `{anchor}`");
            }
        }

        Faults.AssertNone(faults);
    }

    [Fact]
    public void NamedPaths_Exist() =>
        Faults.AssertNone(
            from document in MarkdownDocument.All
            from span in document.CodeSpans
            where Roots.Any(root => span.Text.StartsWith(root, StringComparison.Ordinal)) && !span.Text.AsSpan().ContainsAny(" <…$")
            where !RepositoryTree.Instance.Exists(span.Text)
            select $"{document.Path}:{span.Line}: there is no `{span.Text}`");

    /// <summary>A claim that points at its proof is worth the test's existence.</summary>
    [Fact]
    public void NamedTests_Exist() =>
        Faults.AssertNone(
            from document in MarkdownDocument.All
            from span in document.CodeSpans
            let name = TestPattern().Match(span.Text)
            where name.Success && !HasTest(name.Groups[1].Value, name.Groups[2].Value)
            select $"{document.Path}:{span.Line}: there is no test `{span.Text}`");

    [Fact]
    public void DecisionRecords_HaveTheirParts()
    {
        var records = MarkdownDocument.All.Where(document => document.Path.StartsWith("docs/adr/", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(records);
        Assert.All(records, record => Assert.Equal(["Context", "Decision", "Consequences"], record.Headings.Skip(1).Where(heading => heading != "Alternatives considered")));
    }

    [GeneratedRegex(@"^(\w+Tests)(?:\.(\w+))?$")]
    private static partial Regex TestPattern();

    private static bool HasTest(string type, string method) =>
        RepositoryTree.Instance.Files
            .Where(file => file.StartsWith("tests/", StringComparison.Ordinal) && file.EndsWith($"/{type}.cs", StringComparison.Ordinal))
            .Any(file => method.Length == 0 || RepositoryTree.Read(file).Contains($" {method}(", StringComparison.Ordinal));
}
