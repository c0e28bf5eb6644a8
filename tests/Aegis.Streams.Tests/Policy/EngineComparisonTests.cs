using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Tests.Policy.Differential;
using ParameterPath = Aegis.Streams.Policy.Rules.ParameterPath;

namespace Aegis.Streams.Tests.Policy;

public sealed class EngineComparisonTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void RandomPolicies_MeanWhatTheReferenceSays(ulong seed)
    {
        var comparison = new EngineComparison(EngineUnderTest.Prepare);
        for (var number = 0; number < 40; number++)
            if (comparison.Compare(PolicyCase.Make(seed, number, calls: 15)) is { } difference) Assert.Fail(difference);
        Assert.Equal(600, comparison.Compared);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void HundredsOfRulesOfOneTool_MeanWhatTheReferenceSays(ulong seed)
    {
        var comparison = new EngineComparison(EngineUnderTest.Prepare);
        for (var number = 0; number < 10; number++)
            if (comparison.Compare(PolicyCase.MakeCrowded(seed, number, calls: 25)) is { } difference) Assert.Fail(difference);
    }

    [Fact]
    public void ProhibitionDroppedForAnAbsentParameter_IsFoundAmongHundreds()
    {
        static Condition Optional(Condition condition) => condition is ParameterCondition parameter ? parameter with { IsOptional = true } : condition;
        var comparison = new EngineComparison(documents => EngineUnderTest.Prepare(ConditionChange.OfConditions(documents, Optional)));

        Assert.Contains(Enumerable.Range(0, 10), number => comparison.Compare(PolicyCase.MakeCrowded(11, number, calls: 20)) is not null);
    }

    [Fact]
    public void ForgottenForbid_IsFound() => AssertFound(documents => ConditionChange.OfRules(documents, rule => rule.Effect == RuleEffect.Forbid ? null : rule));

    [Fact]
    public void EnforcedObservation_IsFound() => AssertFound(documents => ConditionChange.OfRules(documents, rule => rule with { IsObserved = false }));

    [Fact]
    public void ForgottenLayer_IsFound() => AssertFound(documents => [.. documents.Where(document => document.Tenant is null)]);

    [Fact]
    public void ForgottenDeclarations_AreFound() => AssertFound(documents => [.. documents.Select(document => document with { Tools = [] })]);

    [Fact]
    public void ForgottenNarrowing_IsFound() =>
        AssertFound(documents => [.. documents.Select(document => document.Rules.Any(rule => rule.Effect == RuleEffect.Permit) ? document : document with { Narrows = [] })]);

    [Fact]
    public void ClassOfALayerSeenByTheBase_IsFound() => AssertFound(documents =>
    [
        .. documents,
        new PolicyDocument { Name = "seen", Tools = [.. documents.Where(document => document.Tenant is not null).SelectMany(document => document.Tools).Select(tool => tool with { AcceptsUnknown = false, Parameters = [] })] },
    ]);

    [Fact]
    public void UnknownParametersAccepted_IsFound() => AssertFound(documents => ConditionChange.OfRules(documents, rule => rule with { AcceptsUnknown = true }));

    [Fact]
    public void WaysToPathsTakenForTheirEnds_AreFound() => AssertFound(documents =>
    [
        .. ConditionChange.OfRules(documents, rule => rule with { Accepts = [.. rule.Accepts, .. ConditionWalk.Known(rule).SelectMany(WaysTo)] })
            .Select(document => document with { Tools = [.. document.Tools.Select(tool => tool with { Parameters = [.. tool.Parameters, .. tool.Parameters.SelectMany(WaysTo)] })] }),
    ]);

    [Fact]
    public void BoundThatIsOut_IsFound() =>
        AssertFound(documents => ConditionChange.OfTests(documents, test => test is NumberRange { Max: not null } range ? range with { IsMaxExcluded = !range.IsMaxExcluded } : test));

    [Fact]
    public void AnyForEvery_IsFound() =>
        AssertFound(documents => ConditionChange.OfConditions(documents, condition => condition is ParameterCondition parameter ? parameter with { Quantifier = Quantifier.Any } : condition));

    [Fact]
    public void AbsenceThatCounts_IsFound() =>
        AssertFound(documents => ConditionChange.OfConditions(documents, condition => condition is ParameterCondition parameter ? parameter with { IsOptional = false } : condition));

    [Fact]
    public void ForgottenNot_IsFound() => AssertFound(documents => ConditionChange.OfConditions(documents, condition => condition is Not not ? not.Part : condition));

    [Fact]
    public void OneCodePointMore_IsFound() =>
        AssertFound(documents => ConditionChange.OfTests(documents, test => test is LengthRange { Max: not null } length ? length with { Max = length.Max + 1 } : test));

    [Fact]
    public void FoldedCase_IsFound() => AssertFound(documents => ConditionChange.OfTests(documents, test => test is Streams.Policy.Rules.OneOf oneOf
        ? oneOf with { Values = [.. oneOf.Values.Select(literal => literal is TextLiteral text ? new TextLiteral(text.Value.ToUpperInvariant()) : literal)] }
        : test));

    private static IEnumerable<ParameterPath> WaysTo(ParameterPath path) => Enumerable.Range(1, path.Steps.Length - 1).Select(length => ParameterPath.Of(path.Steps[..length]));

    private static void AssertFound(Func<ImmutableArray<PolicyDocument>, ImmutableArray<PolicyDocument>> change)
    {
        const ulong seed = 11;
        const int most = 400; // The rarest of these faults, a length that is off by one, shows in one case of a hundred.
        var comparison = new EngineComparison(documents => EngineUnderTest.Prepare(change(documents)));
        for (var number = 0; number < most; number++)
            if (comparison.Compare(PolicyCase.Make(seed, number, calls: 20)) is not null) return;
        Assert.Fail($"Not found in {comparison.Compared} calls from seed {seed} on.");
    }
}
