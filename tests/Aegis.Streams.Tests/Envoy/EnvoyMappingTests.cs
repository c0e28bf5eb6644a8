using Aegis.Streams.Server.Envoy.Mapping;

namespace Aegis.Streams.Tests.Envoy;

public sealed class EnvoyMappingTests
{
    private const string Route = """
        routes:
          - name: quote
            methods: [POST]
            path: /v1/quotes/{quote}
            tenant: acme
            agent: composer
            tool: pricing-api
            action: generate_quote
            class: write
        """;

    [Fact]
    public void SampleMapping_HasNoFaults() => Assert.Empty(EnvoyMappingLoader.Load(RepositoryFiles.PathOf("topology", "envoy", "mapping.yaml")).Errors);

    [Theory]
    [InlineData("", "m.yaml: is empty; a mapping has the key routes")]
    [InlineData("routes: []", "m.yaml:1:9: `routes` has no route; without one, everything is denied")]
    [InlineData("routs: []", "m.yaml:1:1: unknown key `routs` in a mapping; did you mean `routes`?")]
    [InlineData("routes: [a]", "m.yaml:1:10: a route must be a mapping with the keys name, hosts, methods, path, tenant, agent, tool, action, class, id, idempotency, body, parameters, other_query, egress, not `a`")]
    public void Document_IsRefusedWithItsPlace(string text, string fault) => Assert.Contains(fault, EnvoyMappingLoader.Load("m.yaml", text).Errors.Select(error => error.ToString()));

    [Theory]
    [InlineData("    agnet: composer", "m.yaml:10:5: unknown key `agnet` in a route; did you mean `agent`?")]
    [InlineData("    body: hole", "m.yaml:10:11: `body` must be none or whole or fields, not `hole`; did you mean `whole`?")]
    [InlineData("    hosts: [API.example.com]", "m.yaml:10:13: `hosts` must be a name in lower case without a port, such as api.example.com or *.example.com, not `API.example.com`")]
    [InlineData("    idempotency: required", "m.yaml:10:18: `idempotency` needs an `id`; say which header has it: id: { header: idempotency-key }")]
    [InlineData("    egress: somewhere", "m.yaml:10:13: `egress` must be `request`, or it must be an absolute URI of at most 2,048 characters, not `somewhere`")]
    [InlineData("    parameters: { q: { path: qoute } }", "m.yaml:10:30: the path has no segment `{qoute}`; did you mean `quote`?")]
    [InlineData("    parameters: { q: { body: q } }", "m.yaml:10:30: the route does not read the body; say body: whole or body: fields")]
    [InlineData("    parameters: { q: { path: quote, query: q } }", "m.yaml:10:22: `q` must come from exactly one of path, query, body")]
    [InlineData("    parameters: { q: { query: q, as: money } }", "m.yaml:10:38: `as` must be text, number or boolean, not `money`")]
    [InlineData("    parameters: { q: 1, q: 2 }", "m.yaml:10:25: key `q` occurs twice in this mapping; the first is in line 10")]
    public void Route_IsRefusedWithItsPlace(string line, string fault) => Assert.Contains(fault, EnvoyMappingLoader.Load("m.yaml", $"{Route}\n{line}").Errors.Select(error => error.ToString()));

    [Theory]
    [InlineData("tenant: acme", "tenant: ACME", "`tenant` must be 1 to 64 characters of a-z 0-9 . _ -, the first a letter or digit, not `ACME`")]
    [InlineData("agent: composer", "agent: { header: X-Agent }", "`header` must be the name of a header in lower case, not `X-Agent`")]
    [InlineData("agent: composer", "agent: { header: x-agent, extension: agent }", "`agent` must come from exactly one of path, header, extension, principal, body")]
    [InlineData("agent: composer", "agent: { principal: spiffe://acme.example }", "`principal` must be a text with one *, such as spiffe://acme.example/agent/*, not `spiffe://acme.example`")]
    [InlineData("class: write", "class: { header: x-class }", "`class` must be read or write, or { extension: NAME }; what a client sends must not choose how strictly its call is treated")]
    [InlineData("methods: [POST]", "methods: [post]", "`methods` must be one of DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT, not `post`")]
    [InlineData("path: /v1/quotes/{quote}", "path: /v1/{a}/{a}", "`path` must be like /v1/quotes/{quote} or /v1/crm/**: segments of A-Z a-z 0-9 . _ ~ -, names in braces, each once, and ** only at the end, not `/v1/{a}/{a}`")]
    public void Value_IsRefused(string valid, string invalid, string fault) =>
        Assert.Contains(fault, EnvoyMappingLoader.Load("m.yaml", Route.Replace(valid, invalid, StringComparison.Ordinal)).Errors.Select(error => error.Message));

    [Fact]
    public void RouteBehindOneThatTakesAll_IsRefused()
    {
        var second = Route[Route.IndexOf("  - name", StringComparison.Ordinal)..].Replace("name: quote", "name: other", StringComparison.Ordinal);

        var error = Assert.Single(EnvoyMappingLoader.Load("m.yaml", $"{Route}\n{second}").Errors);

        Assert.Equal("m.yaml:10:5: route `other` is never reached; `quote` before it has the same path, hosts and methods", error.ToString());
    }

    [Theory]
    [InlineData("/v1/quotes/{q}", "v1,quotes,7", true)]
    [InlineData("/v1/quotes/{q}", "v1,quotes,", false)]
    [InlineData("/v1/quotes/{q}", "v1,quotes", false)]
    [InlineData("/v1/quotes", "v1,quotes,", false)]
    [InlineData("/v1/quotes/", "v1,quotes,", true)]
    [InlineData("/v1/quotes", "v1,Quotes", false)]
    [InlineData("/v1/**", "v1,a,b", true)]
    [InlineData("/v1/**", "v1", false)]
    [InlineData("/", "", true)]
    public void Template_MatchesSegmentBySegment(string template, string segments, bool matches)
    {
        Assert.True(PathTemplate.TryParse(template, out var path));
        Assert.Equal(matches, path.TryMatch(segments.Split(','), out _));
    }
}
