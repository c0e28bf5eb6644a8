using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Inquiry;

namespace Aegis.Streams.Policy.Testing;

/// <summary>Runs tests against a policy set.</summary>
/// <param name="Results">The results, in the order of the tests.</param>
/// <param name="Coverage">What the tests reached.</param>
public sealed record PolicyTestRun(ImmutableArray<FixtureResult> Results, PolicyCoverage Coverage)
{
    /// <summary>Gets how many tests failed.</summary>
    public int Failed => Results.Count(result => !result.Passed);

    /// <summary>Runs tests.</summary>
    /// <param name="policy">The policy set.</param>
    /// <param name="fixtures">The tests.</param>
    /// <returns>What became of them.</returns>
    public static PolicyTestRun Run(PolicySnapshot policy, IEnumerable<PolicyFixture> fixtures)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(fixtures);
        var meter = new CoverageMeter(policy);
        var results = ImmutableArray.CreateBuilder<FixtureResult>();
        foreach (var fixture in fixtures)
        {
            var answer = PolicyInquiry.Ask(policy, fixture.Question);
            meter.Count(fixture.Question, answer);
            results.Add(new FixtureResult(fixture, answer, [.. Compare(fixture.Expected, answer)]));
        }

        return new PolicyTestRun(results.ToImmutable(), meter.ToCoverage());
    }

    private static IEnumerable<string> Compare(ExpectedAnswer expected, PolicyAnswer answer)
    {
        if (expected.Outcome != answer.Outcome) yield return $"outcome: expected {OutcomeWords.Of(expected.Outcome)}, got {OutcomeWords.Of(answer.Outcome)}{Because(answer)}";
        if (Difference("rules", expected.Rules, answer.Trace?.Applied ?? []) is { } rules) yield return rules;
        if (Difference("reasons", expected.Reasons, answer.Findings.Select(finding => finding.Reason.Code)) is { } reasons) yield return reasons;
        if (expected.Sanitized is { } sanitized && Difference(sanitized, answer.SanitizedParameters) is { } parameters) yield return parameters;
        if (Difference("observed", expected.Observed, answer.Trace?.Observed ?? []) is { } observed) yield return observed;
    }

    private static string Because(PolicyAnswer answer) =>
        answer.Findings is [var first, ..] && first.Outcome != DecisionOutcome.Allow ? $" ({string.Join(' ', new[] { first.Reason.Code, first.Reason.Path, first.Reason.RuleId }.OfType<string>())})" : "";

    private static string? Difference(string what, ImmutableArray<string>? expected, IEnumerable<string> found)
    {
        if (expected is not { } wanted) return null;
        var (left, right) = (wanted.ToHashSet(StringComparer.Ordinal), found.ToHashSet(StringComparer.Ordinal));
        return left.SetEquals(right) ? null : $"{what}: expected {Show(left)}, got {Show(right)}";
    }

    private static string? Difference(ReadOnlyMemory<byte> expected, ReadOnlyMemory<byte> found)
    {
        if (found.IsEmpty) return $"sanitized: expected {Encoding.UTF8.GetString(expected.Span)}, and nothing was redacted";
        using var wanted = JsonDocument.Parse(expected);
        using var written = JsonDocument.Parse(found);
        return JsonElement.DeepEquals(wanted.RootElement, written.RootElement) ? null : $"sanitized: expected {wanted.RootElement.GetRawText()}, got {written.RootElement.GetRawText()}";
    }

    private static string Show(HashSet<string> names) => names.Count == 0 ? "none" : string.Join(", ", names.Order(StringComparer.Ordinal));
}
