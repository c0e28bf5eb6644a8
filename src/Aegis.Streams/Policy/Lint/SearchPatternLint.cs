using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A permit is satisfied with a pattern found anywhere in a text.</summary>
internal sealed class SearchPatternLint : LintCheck
{
    public override string Id => "unanchored-pattern";

    public override string Summary => "A permit is satisfied with a pattern found anywhere in a text.";

    public override string Why => "`search_pattern: acme` accepts `not-acme.example`, and whatever stands around the match. Use `pattern`, which the whole text must match, or anchor it with `^` or `$`.";

    public override ImmutableArray<string> Triggers =>
    [
        """
        rules:
          - id: r
            effect: permit
            who: {agents: a}
            what: {tools: mail}
            when:
              - {parameter: to, search_pattern: "@example[.]com"}
        """,
        """
        tools:
          - name: mail
            parameters:
              to: {search_pattern: "@example[.]com"}
        """,
    ];

    public override ImmutableArray<string> Passes =>
    [
        """
        rules:
          - id: r
            effect: permit
            who: {agents: a}
            what: {tools: mail}
            when:
              - {parameter: to, search_pattern: "@example[.]com$"}
        """,
        """
        rules:
          - id: r
            effect: permit
            who: {agents: a}
            what: {tools: mail}
            when:
              - {parameter: to, pattern: ".+@example[.]com"}
        """,
        """
        rules:
          - id: r
            effect: permit
            who: {agents: a}
            what: {tools: mail}
            when:
              - {parameter: to, not_search_pattern: "@rival[.]com"}
        """,
        """
        rules:
          - id: r
            effect: forbid
            what: {tools: mail}
            when:
              - {parameter: to, search_pattern: "@rival[.]com"}
        """,
    ];

    public override void Check(LintSubject subject)
    {
        foreach (var (rule, _) in subject.Rules)
        {
            foreach (var (leaf, letsThrough) in LintConditions.Leaves(rule))
            {
                if (leaf is not ParameterCondition condition) continue;
                if (!condition.Tests.Any(test => test is PatternTest { IsSearch: true, Pattern.IsAnchored: false } pattern && pattern.IsNegated != letsThrough)) continue;
                subject.AddParameter(this, rule, condition.Path, $"`{condition.Path}` may hold anything around a match", "use `pattern`, or anchor it with `^` or `$`", "search_pattern", "not_search_pattern");
            }
        }
    }
}
