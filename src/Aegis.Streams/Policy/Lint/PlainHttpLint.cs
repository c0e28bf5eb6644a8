using System.Collections.Immutable;
using Aegis.Streams.Policy.Egress;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A list of egress targets allows a target without encryption.</summary>
internal sealed class PlainHttpLint : EgressLint
{
    public override string Id => "plain-http";

    public override string Summary => "A list of egress targets allows a target without encryption.";

    public override string Why => "What the agent sends over `http` or `ws` can be read and changed on the way. Write the encrypted scheme.";

    public override ImmutableArray<string> Triggers =>
    [
        PermitOf("http", """egress: ["http://api.example.com"]"""),
        """
        tools:
          - name: http
            parameters:
              url: {egress: "http://api.example.com/v1"}
        """,
    ];

    public override ImmutableArray<string> Passes =>
    [
        PermitOf("http", """egress: ["https://api.example.com"]"""),
        ForbidOf("http", """egress: ["http://api.example.com"]"""),
    ];

    protected override string Help => "write `https` if the target can";

    protected override string? FaultOf(EgressEntry entry) => entry.Scheme is "http" or "ws" ? $"`{entry}` is not encrypted on the way" : null;
}
