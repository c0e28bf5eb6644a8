using System.Reflection;
using Aegis.Streams.Outcome;
using Aegis.Streams.Server.Envoy;

namespace Aegis.Streams.Tests.Repository;

public sealed class ReasonsDocumentTests
{
    [Fact]
    public void EveryCode_IsExplainedOnce()
    {
        var codes = new[] { typeof(ReasonCodes), typeof(EnvoyCodes) }.SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(codes.Order(StringComparer.Ordinal), DocumentTable.FirstColumn("docs/reasons.md").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryCode_HasTheAnchorThatIsItsDocumentation() => Assert.Equal(
        DocumentTable.FirstColumn("docs/reasons.md"),
        RepositoryTree.Read("docs/reasons.md").Split("<a id=\"").Skip(1).Select(part => part[..part.IndexOf('"', StringComparison.Ordinal)]));
}
