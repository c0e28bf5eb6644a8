using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.Tests.Policy.Generation.Spelt;

namespace Aegis.Streams.Tests.Policy.Language;

/// <summary>Every key of documents, tools and rules, with its meaning.</summary>
public sealed class PolicyReaderTests
{
    [Fact]
    public void GeneralForm_HasItsMeaning()
    {
        var document = PolicyTexts.One("""
            apiVersion: aegis/v1
            kind: Policy
            name: quotes
            description: what sales may do
            docs: https://wiki.example.com/quotes
            rules:
              - id: quote
                effect: permit
                description: the usual
                mode: observe
                who: {agents: [sales-*, finance], groups: sales, roles: [composer], tenants: acme}
                what: {tools: pricing-api, actions: [quote, "get*"], class: [read, write]}
                accepts: [note, "items[*].sku"]
                unknown_parameters: allow
                catalog: {sku: sku, price: unit_price, currency: currency, discount: discount_percent}
                on_error: deny
                code: large_quote
                message: Because.
                hint: Do this.
                docs: https://wiki.example.com/quote
            """);

        TypedForm.AssertEqual(
            new PolicyDocument
            {
                Name = "quotes",
                Rules =
                [
                    new()
                    {
                        Id = "quotes/quote",
                        Effect = RuleEffect.Permit,
                        IsObserved = true,
                        Who = new Subject { Agents = [Glob("finance"), Glob("sales-*")], Groups = [Glob("sales")], Roles = [Glob("composer")], Tenants = [Glob("acme")] },
                        What = new Target { Tools = [Glob("pricing-api")], Actions = [Glob("get*"), Glob("quote")], Classes = [ToolClass.Write, ToolClass.Read] },
                        Accepts = [Path("items[*].sku"), Path("note")],
                        AcceptsUnknown = true,
                        Catalog = new CatalogDemand(Path("sku")) { Price = Path("unit_price"), Currency = Path("currency"), Discount = Path("discount_percent") },
                        Code = "policy.large_quote",
                        Message = "Because.",
                        Hint = "Do this.",
                        Docs = "https://wiki.example.com/quote",
                    },
                ],
            },
            document);
        Assert.Equal(new SourcePlace("p0.yaml", 1, 1), document.Place);
        Assert.Equal(new SourcePlace("p0.yaml", 7, 9), document.Rules[0].Place);
    }

    [Fact]
    public void Defaults_FillInWhatARuleLeavesOut()
    {
        var rules = PolicyTexts.One("""
            apiVersion: aegis/v1
            kind: Policy
            name: quotes
            docs: https://wiki.example.com/quotes
            defaults:
              who: {agents: sales-composer}
              what: {tools: pricing-api}
              message: M
              hint: H
              approval: {group: finance, expires: PT30M, quorum: 2}
            rules:
              - {id: a, effect: require_approval}
              - {id: b, effect: require_approval, who: {groups: g}, what: {class: write}, message: m, hint: h, approval: {quorum: 3}}
              - {id: c, effect: forbid}
            """).Rules;

        TypedForm.AssertEqual(new Subject { Agents = [Glob("sales-composer")] }, rules[0].Who);
        TypedForm.AssertEqual(new Target { Tools = [Glob("pricing-api")] }, rules[0].What);
        TypedForm.AssertEqual(new ApprovalDemand("finance", TimeSpan.FromMinutes(30), 2), rules[0].Approval);
        Assert.Equal(("M", "H", "https://wiki.example.com/quotes"), (rules[0].Message, rules[0].Hint, rules[0].Docs));
        TypedForm.AssertEqual(new Subject { Groups = [Glob("g")] }, rules[1].Who);
        TypedForm.AssertEqual(new Target { Classes = [ToolClass.Write] }, rules[1].What);
        TypedForm.AssertEqual(new ApprovalDemand("approvers", TimeSpan.FromHours(4), 3), rules[1].Approval);
        Assert.Equal(("m", "h"), (rules[1].Message, rules[1].Hint));
        Assert.Null(rules[2].Approval);
    }

    [Fact]
    public void Demands_HaveTheirMeaning()
    {
        TypedForm.AssertEqual(ApprovalDemand.Default, PolicyTexts.Rule("    mode: enforce", "require_approval").Approval);
        TypedForm.AssertEqual(new DlpDemand("default", []), PolicyTexts.Rule("    dlp: {profile: default}", "sanitize").Dlp);
        TypedForm.AssertEqual(new DlpDemand("default", [Path("body"), Path("cc")]), PolicyTexts.Rule("    dlp: {profile: default, parameters: [cc, body]}", "sanitize").Dlp);
        TypedForm.AssertEqual(new CatalogDemand(Path("items[*].sku")) { Price = Path("items[*].price") }, PolicyTexts.Rule("    catalog: {sku: \"items[*].sku\", price: \"items[*].price\"}", "permit").Catalog);
    }

    [Fact]
    public void Tool_BecomesADeclarationAndARule()
    {
        var document = PolicyTexts.One("""
            apiVersion: aegis/v1
            kind: Policy
            name: quotes
            docs: https://wiki.example.com/quotes
            tools:
              - name: [pricing-api, "crm.*"]
                actions: [quote, audit]
                class: read
                unknown_parameters: allow
                parameters:
                  sku: {type: string, max_length: 64}
                  "items[*].quantity": {type: integer, min: 1}
                  note: {optional: true, type: string}
                  anything: {}
            """);

        TypedForm.AssertEqual(
            new ToolDeclaration
            {
                Tool = Glob("pricing-api"),
                Actions = [Glob("audit"), Glob("quote")],
                Class = ToolClass.Read,
                AcceptsUnknown = true,
                Parameters = [Path("anything"), Path("items[*].quantity"), Path("note"), Path("sku")],
            },
            document.Tools[1]);
        Assert.Equal(["quotes/tools/crm.*", "quotes/tools/pricing-api"], document.Rules.Select(rule => rule.Id));
        TypedForm.AssertEqual(
            new PolicyRule
            {
                Id = "quotes/tools/pricing-api",
                Effect = RuleEffect.Forbid,
                What = new Target { Tools = [Glob("pricing-api")], Actions = [Glob("audit"), Glob("quote")] },
                When = new Not(new AllOf(
                [
                    new ParameterCondition(Path("sku"), [new TypeTest(ParameterType.String), new LengthRange(null, 64)]),
                    new ParameterCondition(Path("items[*].quantity"), [new TypeTest(ParameterType.Integer), new NumberRange(Number("1"), null)]),
                    new ParameterCondition(Path("note"), [new TypeTest(ParameterType.String)]) { IsOptional = true },
                ])),
                Docs = "https://wiki.example.com/quotes",
            },
            document.Rules[1]);
        Assert.Equal(new SourcePlace("p0.yaml", 6, 12), document.Rules[1].Place);
    }

    [Fact]
    public void ToolDeclaredByActions_HasTheActionsInTheId()
    {
        var document = PolicyTexts.One(
            $"{PolicyTexts.Header}tools:\n  - {{name: crm, actions: [b, a], parameters: {{x: {{type: string}}}}}}\n  - {{name: crm, actions: c, parameters: {{z: {{type: string}}}}}}\n");

        Assert.Equal(["quotes/tools/crm/a/b", "quotes/tools/crm/c"], document.Rules.Select(rule => rule.Id));
    }

    [Fact]
    public void ToolDeclaredForListsOfActionsThatMeet_IsDeclaredTwice()
    {
        const string tests = "parameters: {x: {type: string}}";
        var many = string.Join(", ", Enumerable.Range(0, 60).Select(index => $"action{index:d2}"));
        var document = PolicyTexts.One(
            $"{PolicyTexts.Header}tools:\n  - {{name: crm, actions: [a1*, \"**z\"], {tests}}}\n  - {{name: crm, actions: [a2*, \"**z\"], {tests}}}\n  - {{name: crm, actions: [{many}], {tests}}}\n");

        Assert.Equal(
            ["quotes/tools/crm/**z/a1*", "quotes/tools/crm/**z/a2*", "quotes/tools/crm/action00/82b991e52c8407bd"],
            document.Rules.Select(rule => rule.Id));
        Assert.Equal(PolicyTexts.ContentOf([document]), PolicyTexts.ContentOf(PolicyContent.Read(PolicyContent.Write([document])).Documents!.Value));
    }

    [Fact]
    public void PolicyOfATenant_IsItsLayer()
    {
        var document = PolicyTexts.One($"{PolicyTexts.Header}tenant: acme\nnarrows: [sales-*]\nrules:\n  - {{id: r, effect: forbid}}\n");

        Assert.Equal("acme", document.Tenant);
        TypedForm.AssertEqual(new[] { Glob("sales-*") }, document.Narrows);
        Assert.Equal("acme/quotes/r", document.Rules[0].Id);
        Assert.True(document.IsNarrowing);
    }

    [Theory]
    [InlineData($"{PolicyTexts.Header}tenant: acme\nnarrows: [sales-*]\nmode: observe\nrules:\n  - {{id: r, effect: permit}}\n")]
    [InlineData("agent: sales-1\ntenant: acme\nmode: observe\nallowed_tools: []\n")]
    public void ObservedPolicyOfATenant_NarrowsNobody(string text)
    {
        var document = PolicyTexts.One(text);

        Assert.Empty(document.Narrows);
        Assert.False(document.IsNarrowing);
        Assert.All(document.Rules, rule => Assert.True(rule.IsObserved));
    }

    [Fact]
    public void ShortForm_BecomesPermitsAndApprovals()
    {
        var document = PolicyTexts.One("""
            agent: sales-composer
            allowed_tools:
              - name: pricing-api
                actions: [generate_quote]
                class: write
                parameters: [quantity, note]
                conditions:
                  max_discount_percent: 25
                  require_canonical_sku: true
              - name: crm
                actions: [read_account, log_activity]
                unknown_parameters: allow
            """);

        var who = new Subject { Agents = [Glob("sales-composer")] };
        var what = new Target { Tools = [Glob("pricing-api")], Actions = [Glob("generate_quote")] };
        Assert.Equal("sales-composer", document.Name);
        Assert.Empty(document.Narrows);
        TypedForm.AssertEqual(
            new ToolDeclaration { Tool = Glob("pricing-api"), Actions = [Glob("generate_quote")], Class = ToolClass.Write }, Assert.Single(document.Tools));
        Assert.Equal(
            ["sales-composer/crm/log_activity", "sales-composer/crm/read_account", "sales-composer/pricing-api/generate_quote", "sales-composer/pricing-api/generate_quote/max_discount_percent"],
            document.Rules.Select(rule => rule.Id));
        TypedForm.AssertEqual(
            new PolicyRule
            {
                Id = "sales-composer/crm/read_account",
                Effect = RuleEffect.Permit,
                Who = who,
                What = new Target { Tools = [Glob("crm")], Actions = [Glob("read_account")] },
                AcceptsUnknown = true,
            },
            document.Rules[1]);
        TypedForm.AssertEqual(
            new PolicyRule
            {
                Id = "sales-composer/pricing-api/generate_quote",
                Effect = RuleEffect.Permit,
                Who = who,
                What = what,
                When = new AllOf(
                [
                    new ParameterCondition(Path("discount_percent"), [new TypeTest(ParameterType.Number), new NumberRange(Number("0"), null)]),
                    new ParameterCondition(Path("sku"), [new TypeTest(ParameterType.String)]),
                ]),
                Accepts = [Path("currency"), Path("discount_percent"), Path("note"), Path("quantity"), Path("unit_price")],
                Catalog = new CatalogDemand(Path("sku"))
                {
                    Price = Path("unit_price"),
                    Currency = Path("currency"),
                    Discount = Path("discount_percent"),
                    IsPriceOptional = true,
                    IsCurrencyOptional = true,
                    IsDiscountOptional = true,
                },
            },
            document.Rules[2]);
        TypedForm.AssertEqual(
            new PolicyRule
            {
                Id = "sales-composer/pricing-api/generate_quote/max_discount_percent",
                Effect = RuleEffect.RequireApproval,
                Who = who,
                What = what,
                When = new ParameterCondition(Path("discount_percent"), [new TypeTest(ParameterType.Number), new NumberRange(Number("25"), null) { IsMinExcluded = true }]) { IsOptional = true },
                Approval = ApprovalDemand.Default,
                Code = "policy.discount_over_limit",
                Hint = "Ask for approval, or offer a discount within the limit.",
            },
            document.Rules[3]);
        Assert.Equal(new SourcePlace("p0.yaml", 3, 11), document.Rules[2].Place);
    }

    [Fact]
    public void ShortFormOfATenant_NarrowsItsAgent()
    {
        var document = PolicyTexts.One("apiVersion: aegis/v1\nkind: Policy\nagent: helper\ntenant: acme\ndocs: https://wiki.example.com/x\nallowed_tools:\n  - {name: crm, actions: read}\n");

        TypedForm.AssertEqual(new[] { Glob("helper") }, document.Narrows);
        Assert.Equal(("acme/helper/crm/read", false, "https://wiki.example.com/x"), (document.Rules[0].Id, document.Rules[0].IsObserved, document.Rules[0].Docs));
    }

    [Fact]
    public void Json_IsReadAsWell()
    {
        var loading = Aegis.Streams.Policy.PolicyLoader.LoadDocuments(
            [new("p.json", "{\"apiVersion\":\"aegis/v1\",\"kind\":\"Policy\",\"name\":\"quotes\",\"rules\":[{\"id\":\"r\",\"effect\":\"forbid\",\"when\":[{\"parameter\":\"q\",\"max\":2.50e1}]}]}")]);

        TypedForm.AssertEqual(new ParameterCondition(Path("q"), [new NumberRange(null, Number("25"))]), loading.Documents!.Value[0].Rules[0].When);
    }

    [Fact]
    public void Folder_IsReadWithoutTheSchemaAndTheTestsInIt()
    {
        var loading = Aegis.Streams.Policy.PolicyLoader.LoadDocuments(RepositoryFiles.PathOf("policies"));

        Assert.Empty(loading.Errors);
        Assert.Equal(
            ["analyst", "crm-writes", "demo-tools", "finance-agent", "llm-spending", "outreach", "payments", "prospect-finder", "prospects", "quotes", "response", "sales-composer", "response"],
            loading.Documents!.Value.Select(document => document.Name));
    }

    [Fact]
    public void Documents_AreOrderedByTenantAndName() =>
        Assert.Equal(
            [(null, "a"), (null, "b"), ("acme", "a")],
            PolicyTexts.Load("agent: b\nallowed_tools: []\n---\nagent: a\ntenant: acme\nallowed_tools: []\n", "agent: a\nallowed_tools: []\n").Select(one => (one.Tenant, one.Name)));

    [Fact]
    public void KeysOfRules_HavePlaces()
    {
        var loading = Aegis.Streams.Policy.PolicyLoader.LoadDocuments([new("p.yaml", $"{PolicyTexts.Header}rules:\n  - id: r\n    effect: forbid\n    when:\n      - parameter: q\n        max: 5\n")]);
        var rule = loading.Documents!.Value[0].Rules[0];

        Assert.Equal(new SourcePlace("p.yaml", 5, 9), loading.Places.Of(rule));
        Assert.Equal(new SourcePlace("p.yaml", 7, 5), loading.Places.Of(rule, "when"));
        Assert.Equal(new SourcePlace("p.yaml", 9, 9), loading.Places.Of(rule, "when", "0", "max"));
        Assert.Equal(new SourcePlace("p.yaml", 8, 9), loading.Places.Of(rule, "when", "0", "min"));
    }
}
