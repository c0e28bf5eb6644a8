using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A pattern accepts every text.</summary>
internal sealed class MatchesEverythingLint : ConditionLint<ParameterCondition>
{
    public override string Id => "pattern-matches-everything";

    public override string Summary => "A pattern accepts every text.";

    public override string Why => "It tests nothing beyond the type. A search finds an empty match anywhere, so a searched pattern needs at least one character. Remove it, or write `type: string`.";

    public override ImmutableArray<string> Triggers =>
    [
        Permit("""{parameter: sku, pattern: "(.|\\n)*"}"""),
        Permit("""{parameter: sku, search_pattern: "[A-Z]*"}"""),
        Forbid("""{parameter: sku, search_pattern: "x?"}"""),
    ];

    public override ImmutableArray<string> Passes =>
    [
        Permit("""{parameter: sku, pattern: ".+"}"""),
        Forbid("""{parameter: sku, search_pattern: "[A-Z]"}"""),
    ];

    protected override void Check(LintSubject subject, PolicyRule rule, ParameterCondition condition, bool letsThrough)
    {
        foreach (var test in condition.Tests.OfType<PatternTest>().Where(test => test.IsSearch ? test.Pattern.IsFoundInEverything : test.Pattern.MatchesEverything))
        {
            var key = $"{(test.IsNegated ? "not_" : "")}{(test.IsSearch ? "search_" : "")}pattern";
            subject.AddParameter(this, rule, condition.Path, $"every text of `{condition.Path}` matches `{key}`", "write what it must look like, or remove it", key);
        }
    }
}
