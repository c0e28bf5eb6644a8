using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Testing;

namespace Aegis.Streams.Tests.Policy.Testing;

/// <summary>Small policies and tests of them.</summary>
internal static class TestTexts
{
    public const string Discounts = """
        apiVersion: aegis/v1
        kind: Policy
        name: quotes
        rules:
          - id: quote
            effect: permit
            who: {agents: [composer]}
            what: {tools: [pricing], actions: [quote]}
            when:
              - {parameter: discount, type: number, max: 25}
          - id: night
            effect: forbid
            mode: observe
        """;

    public const string Head = "apiVersion: aegis/v1\nkind: PolicyTest\n";

    public const string Defaults = Head + "defaults:\n  intent: {tenant: acme, agent: composer, tool: pricing, action: quote}\n";

    public static PolicySnapshot Policy(string text)
    {
        var loading = PolicyLoader.Load([new PolicySource("p.yaml", text)]);
        Assert.Empty(loading.Errors);
        return loading.Snapshot!;
    }

    public static FixtureLoading Load(string text) => FixtureLoader.Load(new PolicyFileReading([new PolicySource("p.test.yaml", text)], []));

    public static PolicyTestRun Run(string policy, string tests)
    {
        var loading = Load(tests);
        Assert.Empty(loading.Errors);
        return PolicyTestRun.Run(Policy(policy), loading.Fixtures);
    }
}
