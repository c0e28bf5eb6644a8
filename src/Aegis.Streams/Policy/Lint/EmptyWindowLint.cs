using System.Collections.Immutable;
using System.Globalization;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A window of time begins and ends at the same time of day.</summary>
internal sealed class EmptyWindowLint : ConditionLint<TimeWindow>
{
    public override string Id => "empty-window";

    public override string Summary => "A window of time begins and ends at the same time of day.";

    public override string Why => "It lasts 24 hours, not none: a window that does not end after it begins ends on the next day. Write `from: \"00:00\"` and `to: \"24:00\"` for whole days.";

    public override ImmutableArray<string> Triggers => [Permit("""time: {zone: Europe/Berlin, days: [mon], from: "08:00", to: "08:00"}""")];

    public override ImmutableArray<string> Passes =>
    [
        Permit("""time: {zone: Europe/Berlin, from: "00:00", to: "24:00"}"""),
        Permit("""time: {zone: Europe/Berlin, from: "20:00", to: "08:00"}"""),
    ];

    protected override void Check(LintSubject subject, PolicyRule rule, TimeWindow condition, bool letsThrough)
    {
        if (condition.From != condition.To || condition.From == TimeOnly.MinValue) return;
        var message = string.Create(CultureInfo.InvariantCulture, $"the window from {condition.From:HH\\:mm} to {condition.To:HH\\:mm} lasts 24 hours, not none");
        subject.Add(this, rule, message, "write when it ends, or `from: \"00:00\"` and `to: \"24:00\"`", "when");
    }
}
