using System.Collections.Immutable;
using System.Globalization;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A window of time begins and ends at the same time of day.</summary>
internal sealed class EmptyWindowLint : LintCheck
{
    public override string Id => "empty-window";

    public override string Summary => "A window of time begins and ends at the same time of day.";

    public override string Why => "It lasts 24 hours, not none: a window that does not end after it begins ends on the next day. Write `from: \"00:00\"` and `to: \"24:00\"` for whole days.";

    public override ImmutableArray<string> Triggers =>
    [
        """
        rules:
          - id: r
            effect: permit
            who: {agents: a}
            what: {tools: crm}
            when:
              - time: {zone: Europe/Berlin, days: [mon], from: "08:00", to: "08:00"}
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
              - time: {zone: Europe/Berlin, from: "00:00", to: "24:00"}
        """,
        """
        rules:
          - id: r
            effect: permit
            who: {agents: a}
            what: {tools: crm}
            when:
              - time: {zone: Europe/Berlin, from: "20:00", to: "08:00"}
        """,
    ];

    public override void Check(LintSubject subject)
    {
        foreach (var (rule, _) in subject.Rules)
            foreach (var window in LintConditions.Leaves(rule).Select(pair => pair.Leaf).OfType<TimeWindow>().Where(window => window.From == window.To && window.From != TimeOnly.MinValue))
                subject.Add(this, rule, string.Create(CultureInfo.InvariantCulture, $"the window from {window.From:HH\\:mm} to {window.To:HH\\:mm} lasts 24 hours, not none"), "write when it ends, or `from: \"00:00\"` and `to: \"24:00\"`", "when");
    }
}
