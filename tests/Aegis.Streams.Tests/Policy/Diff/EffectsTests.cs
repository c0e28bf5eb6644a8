using Aegis.Streams.Policy.Diff;

namespace Aegis.Streams.Tests.Policy.Diff;

/// <summary>What several changes do together: what lets more through is never hidden by what nobody can tell.</summary>
public sealed class EffectsTests
{
    [Theory]
    [InlineData(CallEffect.Looser, CallEffect.Looser, CallEffect.Looser)]
    [InlineData(CallEffect.Looser, CallEffect.Same, CallEffect.Looser)]
    [InlineData(CallEffect.Looser, CallEffect.Tighter, CallEffect.Both)]
    [InlineData(CallEffect.Looser, CallEffect.Unclear, CallEffect.Both)]
    [InlineData(CallEffect.Both, CallEffect.Unclear, CallEffect.Both)]
    [InlineData(CallEffect.Both, CallEffect.Tighter, CallEffect.Both)]
    [InlineData(CallEffect.Tighter, CallEffect.Unclear, CallEffect.Unclear)]
    [InlineData(CallEffect.Tighter, CallEffect.Same, CallEffect.Tighter)]
    [InlineData(CallEffect.Unclear, CallEffect.Same, CallEffect.Unclear)]
    public void TwoChanges_HaveTheEffectOfBoth(CallEffect one, CallEffect other, CallEffect together) => Assert.Equal((together, together), (one.And(other), other.And(one)));
}
