using System.Reflection;
using Aegis.Streams.Server.Calls;

namespace Aegis.Streams.Tests.Repository;

public sealed class FacadeDocumentTests
{
    [Fact]
    public void EveryRefusal_IsExplainedOnce()
    {
        var codes = typeof(CallCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
        var rows = File.ReadLines(RepositoryFiles.PathOf("docs", "facade.md")).Where(line => line.StartsWith("| `facade.", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);
        Assert.Equal(codes.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }
}
