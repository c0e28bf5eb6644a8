using Aegis.Streams.Contracts;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Tests.Contracts;

public sealed class ContractDocumentsTests
{
    [Fact]
    public void CommittedDocuments_AreThoseOfTheContracts()
    {
        var folder = RepositoryFiles.PathOf("docs", "contracts");
        var documents = ContractDocuments.Write(new TopicNames());

        var committed = Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal);
        Assert.Equal(documents.Keys, committed);
        foreach (var (path, text) in documents)
            Assert.True(text == File.ReadAllText(Path.Combine(folder, path)), $"docs/contracts/{path} is stale; renew it with `aegis contracts export --out docs/contracts`.");
    }
}
