using Aegis.Streams.Policy.Language.Layers;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Tests.Policy.Language;

public sealed class RuleScopeTests
{
    /// <summary>A layer may declare what the base does not, and then one call is a read for one rule and a write for the other.</summary>
    [Theory]
    [InlineData(null, null, true, false)]
    [InlineData("acme", "acme", true, false)]
    [InlineData(null, "acme", false, true)]
    public void Classes_AreComparedWithinTheBaseOrOneLayerOnly(string? left, string? right, bool contains, bool overlaps)
    {
        var (read, write) = (Rule(ToolClass.Read), Rule(ToolClass.Write));

        Assert.Equal(contains, RuleScope.Contains(read, left, read, right));
        Assert.Equal(overlaps, RuleScope.Overlap(read, left, write, right));
        Assert.True(RuleScope.Contains(Rule(), left, read, right));
    }

    private static PolicyRule Rule(params ToolClass[] classes) => new() { Id = "p/r", Effect = RuleEffect.Permit, What = new Target { Classes = [.. classes] } };
}
