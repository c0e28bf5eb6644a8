using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A list of egress targets allows a target without encryption.</summary>
internal sealed class PlainHttpLint : LintCheck
{
    public override string Id => "plain-http";

    public override string Summary => "A list of egress targets allows a target without encryption.";

    public override string Why => "What the agent sends over `http` or `ws` can be read and changed on the way. Write the encrypted scheme.";

    public override ImmutableArray<string> Triggers =>
    [
        """
        rules:
          - id: r
            effect: permit
            who: {agents: a}
            what: {tools: http}
            when:
              - egress: ["http://api.example.com"]
        """,
        """
        tools:
          - name: http
            parameters:
              url: {egress: "http://api.example.com/v1"}
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
              - egress: ["http://api.example.com"]
        """,
    ];

    private const string Help = "write `https` if the target can";

    public override void Check(LintSubject subject)
    {
        foreach (var (rule, _) in subject.Rules)
            foreach (var (entry, path) in EgressEntries.LettingThrough(rule).Where(pair => pair.Entry.Scheme is "http" or "ws"))
            {
                var message = $"`{entry}` is not encrypted on the way";
                if (path is null) subject.Add(this, rule, message, Help, "when");
                else subject.AddParameter(this, rule, path, message, Help, "egress");
            }
    }
}
