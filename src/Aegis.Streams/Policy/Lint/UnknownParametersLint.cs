using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>Parameters that no policy names are accepted.</summary>
internal sealed class UnknownParametersLint : LintCheck
{
    public override string Id => "unknown-parameters";

    public override string Summary => "Parameters that no policy names are accepted.";

    public override string Why => "What a tool learns to take tomorrow is allowed today, and even a read can carry data out in a parameter that nobody looks at. Name the parameters in `accepts` or under `tools`.";

    public override ImmutableArray<string> Triggers =>
    [
        Body(PermitRule("r", "unknown_parameters: allow")),
        """
        tools:
          - {name: crm, class: read, unknown_parameters: allow}
        """,
    ];

    public override ImmutableArray<string> Passes =>
    [
        Body(PermitRule("r", "accepts: [note]")),
        Body(PermitRule("r", "unknown_parameters: deny")),
    ];

    private const string Help = "name the parameters";

    public override void Check(LintSubject subject)
    {
        foreach (var (rule, _) in subject.Permits.Where(one => one.Rule.AcceptsUnknown))
            subject.Add(this, rule, $"`{rule.Id}` accepts parameters that nothing names{(rule.What.Classes is [ToolClass.Read] ? ", and a read can carry data out in them" : "")}", Help, "unknown_parameters");
        foreach (var (_, tool) in subject.Tools.Where(pair => pair.Tool.AcceptsUnknown))
            subject.Add(this, tool.Tool.Text, tool.Place, $"every permit of `{tool.Tool}` accepts parameters that nothing names", Help);
    }
}
