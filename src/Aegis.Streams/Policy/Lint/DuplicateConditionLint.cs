using System.Collections.Immutable;
using Aegis.Streams.Policy.Language.Layers;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A condition stands twice in one list.</summary>
internal sealed class DuplicateConditionLint : LintCheck
{
    public override string Id => "duplicate-condition";

    public override string Summary => "A condition stands twice in one list.";

    public override string Why => "The second one changes nothing; perhaps it was to say something else.";

    public override ImmutableArray<string> Triggers =>
    [
        """
        rules:
          - id: r
            effect: permit
            who: {agents: a}
            what: {tools: crm}
            when:
              - {parameter: quantity, type: integer, max: 10, min: 1}
              - {parameter: quantity, min: 1, max: 10.0, type: integer}
        """,
        """
        rules:
          - id: r
            effect: forbid
            what: {tools: crm}
            when:
              - any:
                  - {environment: [a, b]}
                  - {environment: [b, a]}
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
              - {parameter: quantity, type: integer, max: 10, min: 1}
              - {parameter: price, min: 1, max: 10}
        """,
        """
        rules:
          - id: r
            effect: forbid
            what: {tools: crm}
            when: [{environment: a}]
            unless: [{environment: a}]
        """,
    ];

    public override void Check(LintSubject subject)
    {
        foreach (var (rule, _) in subject.Rules)
            foreach (var twice in Lists(rule.When).SelectMany(list => list.GroupBy(Implication.TextOf, StringComparer.Ordinal).Where(same => same.Skip(1).Any())))
                Add(subject, rule, twice.Key, twice.First());
    }

    private void Add(LintSubject subject, PolicyRule rule, string text, Condition condition)
    {
        var message = $"condition {text} stands twice";
        if (condition is ParameterCondition parameter) subject.AddParameter(this, rule, parameter.Path, message, "remove one");
        else subject.Add(this, rule, message, "remove one", "when");
    }

    private static IEnumerable<ImmutableArray<Condition>> Lists(Condition condition)
    {
        var parts = condition switch
        {
            AllOf all => all.Parts,
            AnyOf any => any.Parts,
            Not not => [not.Part],
            _ => [],
        };
        return parts.SelectMany(Lists).Prepend(parts);
    }
}
