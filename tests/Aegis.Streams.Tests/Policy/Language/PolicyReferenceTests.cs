using Aegis.Streams.Policy.Language;
using Aegis.Streams.Tests.Repository;

namespace Aegis.Streams.Tests.Policy.Language;

public sealed class PolicyReferenceTests
{
    private const string Reference = "docs/policy-reference.md";
    private const string GeneratedFrom = "## Policy\n";

    [Fact]
    public void Document_IsWhatTheGrammarSays()
    {
        var document = RepositoryTree.Read(Reference);
        var expected = document[..document.IndexOf(GeneratedFrom, StringComparison.Ordinal)] + PolicyLanguage.WriteReference();
        if (Environment.GetEnvironmentVariable("AEGIS_UPDATE_DOCS") == "1") File.WriteAllText(RepositoryFiles.PathOf(Reference), expected);

        Assert.Equal(expected, RepositoryTree.Read(Reference));
    }
}
