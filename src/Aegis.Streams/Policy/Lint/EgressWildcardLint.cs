using System.Collections.Immutable;
using Aegis.Streams.Policy.Diagnostics;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A list of egress targets allows every host below a domain.</summary>
internal sealed class EgressWildcardLint : LintCheck
{
    public override string Id => "egress-wildcard";

    public override string Summary => "A list of egress targets allows every host below a domain.";

    public override string Why => "Whoever can make a name below the domain, be it a forgotten entry in its DNS, receives what the agent sends. List the hosts one by one.";

    public override Severity Severity => Severity.Note;

    public override ImmutableArray<string> Triggers =>
    [
        """
        rules:
          - id: r
            effect: permit
            who: {agents: a}
            what: {tools: http}
            when:
              - egress: ["https://*.example.com"]
        """,
        """
        rules:
          - id: r
            effect: permit
            who: {agents: a}
            what: {tools: http}
            when:
              - {parameter: url, egress: "https://*.example.com/v1"}
        """,
    ];

    public override ImmutableArray<string> Passes =>
    [
        """
        rules:
          - id: r
            effect: permit
            who: {agents: a}
            what: {tools: http}
            when:
              - egress: ["https://api.example.com"]
        """,
        """
        rules:
          - id: r
            effect: forbid
            what: {tools: http}
            when:
              - egress: ["https://*.example.com"]
        """,
    ];

    private const string Help = "list the hosts one by one";

    public override void Check(LintSubject subject)
    {
        foreach (var (rule, _) in subject.Rules)
            foreach (var (entry, path) in EgressEntries.LettingThrough(rule).Where(pair => pair.Entry.CoversSubdomains))
            {
                var message = $"`{entry}` allows every host below `{entry.Host}`";
                if (path is null) subject.Add(this, rule, message, Help, "when");
                else subject.AddParameter(this, rule, path, message, Help, "egress");
            }
    }
}
