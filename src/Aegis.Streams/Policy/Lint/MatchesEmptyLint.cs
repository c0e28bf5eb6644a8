using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A pattern accepts the empty text.</summary>
internal sealed class MatchesEmptyLint : RuleLint
{
    public override string Id => "pattern-matches-empty";

    public override string Summary => "A pattern accepts the empty text.";

    public override string Why => "A parameter that must look like something may then be empty. Write `+` for `*`, or add `min_length: 1`.";

    public override ImmutableArray<string> Triggers => [Permit("""{parameter: sku, pattern: "[A-Z]*"}""")];

    public override ImmutableArray<string> Passes =>
    [
        Permit("""{parameter: sku, pattern: "[A-Z]+"}"""),
        Permit("""{parameter: sku, pattern: "[A-Z]*", min_length: 1}"""),
        Permit("""{parameter: sku, pattern: "[A-Z]*", starts_with: A}"""),
        Forbid("""{parameter: sku, pattern: "[A-Z]*"}"""),
    ];

    protected override void Check(LintSubject subject, PolicyRule rule)
    {
        var conditions = LintConditions.LettingThrough(rule).ToLookup(one => one.Path);
        foreach (var condition in conditions.SelectMany(same => same).Where(AcceptsEmpty))
        {
            if (conditions[condition.Path].SelectMany(one => one.Tests).Any(ExcludesEmpty)) continue;
            subject.AddParameter(this, rule, condition.Path, $"the pattern of `{condition.Path}` accepts the empty text", "write `+` for `*`, or add `min_length: 1`", "pattern");
        }
    }

    private static bool AcceptsEmpty(ParameterCondition condition) =>
        condition.Tests.Any(test => test is PatternTest { IsSearch: false, IsNegated: false, Pattern: { MatchesEmpty: true, MatchesEverything: false } });

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
