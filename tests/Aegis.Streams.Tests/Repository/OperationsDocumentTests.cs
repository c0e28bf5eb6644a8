using System.Text.RegularExpressions;

namespace Aegis.Streams.Tests.Repository;

public sealed partial class OperationsDocumentTests
{
    [Fact]
    public void EveryInstrument_IsListedOnce()
    {
        var instruments = RepositoryTree.Instance.Files
            .Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => InstrumentPattern().Matches(RepositoryTree.Read(file)))
            .Select(match => match.Groups[1].Value);

        Assert.Equal(instruments.Order(StringComparer.Ordinal), DocumentTable.FirstColumn("docs/operations.md", "What to watch").Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"\.Create\w+(?:<\w+>)?\(\s*""(aegis[\w.]+)""")]
    private static partial Regex InstrumentPattern();
}
