using System.Text;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Drafting;

namespace Aegis.Streams.Tests.Policy.Drafting;

public sealed class PolicyDraftTests
{
    private const string Tools = """
        {"jsonrpc": "2.0", "id": 1, "result": {"tools": [
          {"name": "create_quote", "description": "Makes a\nquote.", "annotations": {"destructiveHint": true}, "inputSchema": {"type": "object", "required": ["sku", "lines", "customer"], "properties": {
            "sku": {"type": "string", "pattern": "^SKU-[0-9]{6}$", "minLength": 10, "maxLength": 10},
            "discount": {"type": "number", "minimum": 0, "exclusiveMaximum": 100},
            "note": {"type": "string", "pattern": "(?i)urgent"},
            "currency": {"enum": ["EUR", "USD"]},
            "customer": {"type": "object", "properties": {"country": {"type": "string"}}, "required": ["country"]},
            "lines": {"type": "array", "minItems": 1, "items": {"type": "object", "properties": {"count": {"type": "integer"}, "x y": {"type": "boolean"}}, "required": ["count"]}},
            "odd": {"type": "string", "minimum": 3},
            "either": {"type": ["string", "null"]}}}},
          {"name": "list quotes"},
          {"name": "list_quotes", "annotations": {"readOnlyHint": true}}]}}
        """;

    [Theory]
    [InlineData("\"maxLength\": 1e3", "max_length: 1000")]
    [InlineData("\"minItems\": 2.0", "min_items: 2")]
    [InlineData("\"minimum\": 1E2", "min: 100")]
    [InlineData("\"maximum\": 2.50", "max: 2.50")]
    [InlineData("\"minimum\": 5, \"exclusiveMinimum\": true, \"maximum\": 10, \"exclusiveMaximum\": true", "above: 5, below: 10")]
    [InlineData("\"minimum\": 5, \"exclusiveMinimum\": false", "min: 5")]
    public void NumbersOfASchema_KeepTheirValue(string keyword, string test)
    {
        var tools = """{"tools": [{"name": "t", "inputSchema": {"required": ["a"], "properties": {"a": {KEYWORD}}}}]}""".Replace("KEYWORD", keyword, StringComparison.Ordinal);

        Assert.Contains($"\n      a: {{{test}}}\n", PolicyDraft.Write(Encoding.UTF8.GetBytes(tools), "a", null, out _), StringComparison.Ordinal);
    }

    [Fact]
    public void ToolsList_BecomesDeclarationsThatPermitNothing()
    {
        var draft = PolicyDraft.Write(Encoding.UTF8.GetBytes(Tools), "composer", "pricing", out var fault);

        Assert.Null(fault);
        Assert.Equal(
            """
            # Permits nothing yet. The tools are declared as their server lists them; check each class, since a server says of itself what it likes.
            apiVersion: aegis/v1
            kind: Policy
            name: composer
            # Left out: the tool list quotes, whose name must be 1 to 128 characters of A-Z a-z 0-9 . _ / : -.
            tools:
              # Makes a quote.
              - name: pricing
                actions: [create_quote]
                # The server says that it may destroy something.
                class: write
                parameters:
                  sku: {type: string, min_length: 10, max_length: 10, pattern: "^SKU-[0-9]{6}$"}
                  discount: {optional: true, type: number, min: 0, below: 100}
                  # The schema's pattern was left out: `(?i)` is not supported; write both cases, such as `[kK]`
                  note: {optional: true, type: string}
                  currency: {optional: true, in: [EUR, USD]}
                  customer.country: {type: string}
                  lines: {type: array, min_items: 1}
                  "lines[*].count": {type: integer}
                  'lines[*]["x y"]': {optional: true, type: boolean}
                  # The schema's tests were left out: `min` is for numbers and `type` for texts, so no value passes both
                  odd: {}
                  # The schema allows several types, so none is tested
                  either: {}
              - name: pricing
                actions: [list_quotes]
                class: read
            # Take the `#` away from `rules:` and from what the agent may do, and add conditions.
            # rules:
            #   - id: create_quote
            #     effect: permit
            #     who: {agents: [composer]}
            #     what: {tools: [pricing], actions: [create_quote]}
            #   - id: list_quotes
            #     effect: permit
            #     who: {agents: [composer]}
            #     what: {tools: [pricing], actions: [list_quotes]}

            """,
            draft);
        Assert.Empty(PolicyLoader.Load([new PolicySource("draft.yaml", draft!)]).Errors);
    }

    [Fact]
    public void PermitsWithoutTheirMarks_Load()
    {
        var draft = PolicyDraft.Write(Encoding.UTF8.GetBytes(Tools), "composer", null, out _)!;
        var text = draft.Replace("# rules:", "rules:", StringComparison.Ordinal).Replace("#   - id", "  - id", StringComparison.Ordinal).Replace("#     ", "    ", StringComparison.Ordinal);

        var loading = PolicyLoader.Load([new PolicySource("draft.yaml", text)]);

        Assert.Empty(loading.Errors);
        Assert.Equal(["composer/create_quote", "composer/list_quotes"], loading.Snapshot!.Documents[0].Rules.Where(rule => rule.Effect == Aegis.Streams.Policy.Rules.RuleEffect.Permit).Select(rule => rule.Id));
    }

    [Theory]
    [InlineData("{", "is not JSON: line 1, byte 1")]
    [InlineData("[]", "must be an answer to `tools/list`: an object with a list `tools`, each with a `name`")]
    [InlineData("{\"tools\": [{\"name\": 1}]}", "must be an answer to `tools/list`: an object with a list `tools`, each with a `name`")]
    public void OtherJson_IsRefused(string text, string expected)
    {
        Assert.Null(PolicyDraft.Write(Encoding.UTF8.GetBytes(text), "composer", null, out var fault));
        Assert.Equal(expected, fault);
    }

    [Fact]
    public void DescriptionWithALineEnd_StaysAComment()
    {
        var draft = PolicyDraft.Write("""{"tools": [{"name": "t", "description": "a\r\nrules:\u2028\u0007 x"}]}"""u8.ToArray(), "composer", null, out _)!;

        Assert.Contains("  # a rules:\\u2028\\u0007 x\n  - name: t\n", draft, StringComparison.Ordinal);
    }
}
