using System.Collections.Immutable;
using Aegis.Streams.Policy.Diagnostics;
using Aegis.Streams.Policy.Egress;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A list of egress targets allows every host below a domain.</summary>
internal sealed class EgressWildcardLint : EgressLint
{
    public override string Id => "egress-wildcard";

    public override string Summary => "A list of egress targets allows every host below a domain.";

    public override string Why => "Whoever can make a name below the domain, be it a forgotten entry in its DNS, receives what the agent sends. List the hosts one by one.";

    public override Severity Severity => Severity.Note;

    public override ImmutableArray<string> Triggers =>
    [
        PermitOf("http", """egress: ["https://*.example.com"]"""),
        PermitOf("http", """{parameter: url, egress: "https://*.example.com/v1"}"""),
    ];

    public override ImmutableArray<string> Passes =>
    [
        PermitOf("http", """egress: ["https://api.example.com"]"""),
        ForbidOf("http", """egress: ["https://*.example.com"]"""),
    ];

    protected override string Help => "list the hosts one by one";

    protected override string? FaultOf(EgressEntry entry) => entry.CoversSubdomains ? $"`{entry}` allows every host below `{entry.Host}`" : null;
}
