using Aegis.Streams.Outcome;
using CsCheck;

namespace Aegis.Streams.Tests.Outcome;

public sealed class OutcomeFoldTests
{
    private static readonly Gen<DecisionOutcome> AnyOutcome =
        Gen.OneOf(DecisionOutcome.Sanitize, DecisionOutcome.ApprovalNeeded, DecisionOutcome.Deny);

    [Fact]
    public void NoFinding_Allows() => Assert.Equal(DecisionOutcome.Allow, OutcomeFold.Fold([], isCoveredByRule: true));

    [Fact]
    public void NoRule_DeniesEvenWithoutAFinding() => Assert.Equal(DecisionOutcome.Deny, OutcomeFold.Fold([], isCoveredByRule: false));

    [Fact]
    public void AnyFindings_FoldByPrecedenceInWhateverOrder() =>
        AnyOutcome.Array[1, 6].Sample(outcomes =>
        {
            var expected =
                outcomes.Contains(DecisionOutcome.Deny) ? DecisionOutcome.Deny
                : outcomes.Contains(DecisionOutcome.ApprovalNeeded) ? DecisionOutcome.ApprovalNeeded
                : DecisionOutcome.Sanitize;
            Assert.Equal(expected, OutcomeFold.Fold([.. outcomes.Select(outcome => new Finding(outcome, new Reason("x.y")))], isCoveredByRule: true));
        });
}
