using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A pattern accepts every text.</summary>
internal sealed class MatchesEverythingLint : LintCheck
{
    public override string Id => "pattern-matches-everything";

    public override string Summary => "A pattern accepts every text.";

    public override string Why => "It tests nothing beyond the type. A search finds an empty match anywhere, so a searched pattern needs at least one character. Remove it, or write `type: string`.";

    public override ImmutableArray<string> Triggers =>
    [
        """
        rules:
          - id: r
            effect: permit
            who: {agents: a}
            what: {tools: crm}
            when:
              - {parameter: sku, pattern: "(.|\\n)*"}
        """,
        """
        rules:
          - id: r
            effect: permit
            who: {agents: a}
            what: {tools: crm}
            when:
              - {parameter: sku, search_pattern: "[A-Z]*"}
        """,
        """
        rules:
          - id: r
            effect: forbid
            what: {tools: crm}
            when:
              - {parameter: sku, search_pattern: "x?"}
        """,
    ];

    public override ImmutableArray<string> Passes =>
    [
        """
        rules:
          - id: r
            effect: permit
            who: {agents: a}
            what: {tools: crm}
            when:
              - {parameter: sku, pattern: ".+"}
        """,
        """
        rules:
          - id: r
            effect: forbid
            what: {tools: crm}
            when:
              - {parameter: sku, search_pattern: "[A-Z]"}
        """,
    ];

    public override void Check(LintSubject subject)
    {
        foreach (var (rule, _) in subject.Rules)
        {
            foreach (var condition in LintConditions.Leaves(rule).Select(pair => pair.Leaf).OfType<ParameterCondition>())
            {
                foreach (var test in condition.Tests.OfType<PatternTest>().Where(test => test.IsSearch ? test.Pattern.IsFoundInEverything : test.Pattern.MatchesEverything))
                {
                    var key = $"{(test.IsNegated ? "not_" : "")}{(test.IsSearch ? "search_" : "")}pattern";
                    subject.AddParameter(this, rule, condition.Path, $"every text of `{condition.Path}` matches `{key}`", "write what it must look like, or remove it", key);
                }
            }
        }
    }
}
