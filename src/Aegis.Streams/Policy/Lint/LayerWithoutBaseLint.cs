using System.Collections.Immutable;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A tenant's layer permits, and there is no base for it to stand on.</summary>
internal sealed class LayerWithoutBaseLint : LintCheck
{
    public override string Id => "layer-without-base";

    public override string Summary => "A tenant's layer permits, and the set has no base.";

    public override string Why => "A layer can only tighten what the base permits. Without any policy of the base it stands for itself, and its own permits decide: a file that was forgotten opens what the base kept closed. Add the base, be it one that permits nothing.";

    public override ImmutableArray<string> Triggers => [$"tenant: acme\n{Permit("{parameter: quantity, equals: 1}")}"];

    public override ImmutableArray<string> Passes =>
    [
        Permit("{parameter: quantity, equals: 1}"),
        $"tenant: acme\n{Forbid("{parameter: quantity, equals: 1}")}",
        $"tenant: acme\nmode: observe\n{Permit("{parameter: quantity, equals: 1}")}",
    ];

    public override void Check(LintSubject subject)
    {
        if (subject.Documents.Any(document => document.Tenant is null)) return;
        foreach (var document in subject.Documents.Where(document => document.HasPermits).DistinctBy(document => document.Tenant))
            subject.Add(this, $"{document.Tenant}/{document.Name}", document.Place, $"the layer of tenant `{document.Tenant}` stands on no base: its own permits decide alone", "check the base together with its layers, and add one if there is none");
    }
}
