using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A pattern accepts the empty text.</summary>
internal sealed class MatchesEmptyLint : LintCheck
{
    public override string Id => "pattern-matches-empty";

    public override string Summary => "A pattern accepts the empty text.";

    public override string Why => "A parameter that must look like something may then be empty. Write `+` for `*`, or add `min_length: 1`.";

    public override ImmutableArray<string> Triggers =>
    [
        """
        rules:
          - id: r
            effect: permit
            who: {agents: a}
            what: {tools: crm}
            when:
              - {parameter: sku, pattern: "[A-Z]*"}
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
              - {parameter: sku, pattern: "[A-Z]+"}
        """,
        """
        rules:
          - id: r
            effect: permit
            who: {agents: a}
            what: {tools: crm}
            when:
              - {parameter: sku, pattern: "[A-Z]*", min_length: 1}
        """,
        """
        rules:
          - id: r
            effect: permit
            who: {agents: a}
            what: {tools: crm}
            when:
              - {parameter: sku, pattern: "[A-Z]*", starts_with: A}
        """,
        """
        rules:
          - id: r
            effect: forbid
            what: {tools: crm}
            when:
              - {parameter: sku, pattern: "[A-Z]*"}
        """,
    ];

    public override void Check(LintSubject subject)
    {
        foreach (var (rule, _) in subject.Rules)
        {
            var conditions = LintConditions.LettingThrough(rule).ToList();
            foreach (var condition in conditions)
            {
                if (!condition.Tests.Any(test => test is PatternTest { IsSearch: false, IsNegated: false, Pattern: { MatchesEmpty: true, MatchesEverything: false } })) continue;
                if (conditions.Where(one => one.Path.Equals(condition.Path)).SelectMany(one => one.Tests).Any(ExcludesEmpty)) continue;
                subject.AddParameter(this, rule, condition.Path, $"the pattern of `{condition.Path}` accepts the empty text", "write `+` for `*`, or add `min_length: 1`", "pattern");
            }
        }
    }

    private static bool ExcludesEmpty(ParameterTest test) => test switch
    {
        LengthRange length => length.Min > 0,
        AffixTest affix => affix.Texts.All(text => text.Length > 0),
        PatternTest pattern => pattern.IsNegated == (pattern.IsSearch ? pattern.Pattern.IsFoundIn([]) : pattern.Pattern.MatchesEmpty),
        OneOf values => values.Values.Contains(new TextLiteral("")) == values.IsNegated,
        DateRange or DurationRange or EgressTest => true,
        _ => false,
    };
}
