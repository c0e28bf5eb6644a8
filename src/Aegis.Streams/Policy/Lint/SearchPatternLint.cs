using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A permit is satisfied with a pattern found anywhere in a text.</summary>
internal sealed class SearchPatternLint : ConditionLint<ParameterCondition>
{
    public override string Id => "unanchored-pattern";

    public override string Summary => "A permit is satisfied with a pattern found anywhere in a text.";

    public override string Why => "`search_pattern: acme` accepts `not-acme.example`, and whatever stands around the match. Use `pattern`, which the whole text must match, or anchor it with `^` or `$`.";

    public override ImmutableArray<string> Triggers =>
    [
        PermitOf("mail", """{parameter: to, search_pattern: "@example[.]com"}"""),
        """
        tools:
          - name: mail
            parameters:
              to: {search_pattern: "@example[.]com"}
        """,
    ];

    public override ImmutableArray<string> Passes =>
    [
        PermitOf("mail", """{parameter: to, search_pattern: "@example[.]com$"}"""),
        PermitOf("mail", """{parameter: to, pattern: ".+@example[.]com"}"""),
        PermitOf("mail", """{parameter: to, not_search_pattern: "@rival[.]com"}"""),
        ForbidOf("mail", """{parameter: to, search_pattern: "@rival[.]com"}"""),
    ];

    protected override void Check(LintSubject subject, PolicyRule rule, ParameterCondition condition, bool letsThrough)
    {
        if (condition.Tests.Any(test => test is PatternTest { IsSearch: true, Pattern.IsAnchored: false } pattern && pattern.IsNegated != letsThrough))
            subject.AddParameter(this, rule, condition.Path, $"`{condition.Path}` may hold anything around a match", "use `pattern`, or anchor it with `^` or `$`", "search_pattern", "not_search_pattern");
    }
}
