using Aegis.Streams.Policy.Egress;

namespace Aegis.Streams.Tests.Policy.Egress;

public sealed class EgressHintsTests
{
    [Fact]
    public void EveryFault_HasAHintOfItsOwn()
    {
        var hints = Enum.GetValues<EgressFault>().Select(EgressHints.Of).ToList();

        Assert.Equal("", hints[0]);
        Assert.Equal(hints.Count, hints.Distinct().Count());
        Assert.DoesNotContain(EgressHints.Of((EgressFault)(-1)), hints);
        Assert.All(hints.Skip(1), hint => Assert.EndsWith(".", hint, StringComparison.Ordinal));
    }
}
