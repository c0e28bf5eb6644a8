using System.Reflection;
using Aegis.Streams.Outcome;

namespace Aegis.Streams.Tests.Repository;

public sealed class ReasonsDocumentTests
{
    [Fact]
    public void EveryCode_IsExplainedOnce()
    {
        var codes = typeof(ReasonCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(codes.Order(StringComparer.Ordinal), DocumentTable.FirstColumn("docs/reasons.md").Order(StringComparer.Ordinal));
    }
}
