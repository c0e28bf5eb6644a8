using System.Collections.Immutable;

namespace Aegis.Streams.Tests.Policy.Language;

/// <summary>A tenant's permits lie within the base's, or the first wider part is named.</summary>
public sealed class LayerCheckTests
{
    private const string Demand = "{parameter: discount, max: 25}";

    [Theory]
    [InlineData(Demand, "{parameter: discount, max: 25}")]
    [InlineData(Demand, "{parameter: discount, min: 0, max: 20}")]
    [InlineData(Demand, "{parameter: discount, below: 25}")]
    [InlineData(Demand, "{parameter: discount, in: [5, 10]}")]
    [InlineData(Demand, "{any: [{parameter: discount, max: 5}, {parameter: discount, equals: 25}]}")]
    [InlineData("{parameter: discount, above: 0, max: 25}", "{parameter: discount, min: 1}, {parameter: discount, max: 9}")]
    [InlineData("{parameter: discount}", "{parameter: discount, type: string}")]
    [InlineData("{parameter: discount, optional: true, max: 25}", "{parameter: discount, max: 25}")]
    [InlineData("{parameter: discount, optional: true, max: 25}", "{parameter: discount, optional: true, max: 3}")]
    [InlineData("{parameter: discount, type: number}", "{parameter: discount, max: 25}")]
    [InlineData("{parameter: discount, type: number}", "{parameter: discount, type: integer}")]
    [InlineData("{parameter: discount, type: string}", "{parameter: discount, not_pattern: 'a+'}")]
    [InlineData("{parameter: discount, in: [a, b, c]}", "{parameter: discount, in: [a, b]}")]
    [InlineData("{parameter: discount, not_in: [a]}", "{parameter: discount, not_in: [a, b]}")]
    [InlineData("{parameter: discount, not_in: [a]}", "{parameter: discount, in: [c]}")]
    [InlineData("{parameter: discount, pattern: 'a+'}", "{parameter: discount, pattern: 'a+', max_length: 3}")]
    [InlineData("{parameter: discount, pattern: 'a+'}", "{parameter: discount, in: [a, aa]}")]
    [InlineData("{parameter: discount, max_length: 3}", "{parameter: discount, min_length: 1, max_length: 2}")]
    [InlineData("{parameter: discount, starts_with: QB-}", "{parameter: discount, starts_with: [QB-1, QB-2]}")]
    [InlineData("{parameter: discount, max_items: 5}", "{parameter: discount, max_items: 4}")]
    [InlineData("{parameter: discount, not_after: now+P30D}", "{parameter: discount, not_before: now, not_after: now+P7D}")]
    [InlineData("{parameter: discount, max_duration: P30D}", "{parameter: discount, max_duration: P7D}")]
    [InlineData("{parameter: discount, egress: [https://a.example.com, https://b.example.com]}", "{parameter: discount, egress: https://b.example.com}")]
    [InlineData("{parameter: discount, present: false}", "{parameter: discount, present: false}")]
    [InlineData("{parameter: \"items[*].d\", max: 25}", "{parameter: \"items[*].d\", max: 20}")]
    [InlineData("{parameter: \"items[*].d\", match: any, max: 25}", "{parameter: \"items[*].d\", match: any, max: 20}")]
    [InlineData("{compare: q * p <= 5}", "{compare: 'q*p<=5.0'}")]
    [InlineData("{money: {amount: p, currency: c, limits: {EUR: {max: 500}, USD: {max: 550}}}}", "{money: {amount: p, currency: c, limits: {EUR: {max: 400}}}}")]
    [InlineData("{time: {zone: UTC, days: [mon, tue], from: \"08:00\", to: \"18:00\"}}", "{time: {zone: UTC, days: mon, from: \"09:00\", to: \"17:00\"}}")]
    [InlineData("{egress: [https://a.example.com, https://b.example.com]}", "{egress: https://b.example.com}")]
    [InlineData("{attribute: region, in: [emea, apac]}", "{attribute: region, equals: emea}")]
    [InlineData("{attribute: region}", "{attribute: region, not_in: [emea]}")]
    [InlineData("{environment: [production, staging]}", "{environment: production}")]
    [InlineData("{any: [{parameter: discount, max: 25}, {environment: staging}]}", "{parameter: discount, max: 5}")]
    [InlineData("{not: {parameter: discount, max: 0}}", "{not: {any: [{parameter: discount, max: 0}, {environment: staging}]}}")]
    public void NarrowerCondition_Passes(string demanded, string given) => Assert.Empty(Check($"when: [{demanded}]", $"when: [{given}]"));

    /// <summary>To take all of them apart in every order would be more steps than there is time.</summary>
    [Fact]
    public void ManyAlternatives_AreNotTakenApartWithoutEnd()
    {
        var others = Enumerable.Range(0, 31).Select(i => $"{{any: [{{parameter: p{i}, max: 1}}, {{parameter: q{i}, max: 1}}]}}").ToList();
        var needed = "{any: [{parameter: discount, max: 5}, {parameter: discount, equals: 25}]}";

        Assert.Equal(
            "p1.yaml:6:9: permit `acme/quotes/quote` reaches beyond the base: it does not test `discount` of `quotes/quote`, the closest permit there; narrow it",
            Assert.Single(Check($"when: [{Demand}]", $"when: [{string.Join(", ", others.Append(needed.Replace("discount", "other", StringComparison.Ordinal)))}]")));
        Assert.Empty(Check($"when: [{Demand}]\n    unknown_parameters: allow", $"when: [{string.Join(", ", others.Append(needed))}]"));
    }

    [Theory]
    [InlineData("{any: [{parameter: a, equals: 1}, {parameter: discount, max: 3}]}", "{any: [{parameter: a, equals: 2}, {parameter: discount, max: 4}]}", "")]
    [InlineData("{any: [{parameter: discount, max: 3}, {environment: test}]}", "{any: [{parameter: discount, max: 4}, {environment: test}]}", "it does not test `discount`")]
    [InlineData("{any: [{all: [{any: [{parameter: discount, max: 3}, {parameter: discount, max: 4}]}, {environment: test}]}, {parameter: discount, max: 5}]}", "{environment: test}", "")]
    public void AlternativesWithinAlternatives_AreTakenApart(string first, string second, string reason)
    {
        const string either = "{any: [{parameter: discount, max: 25}, {all: [{parameter: a, equals: 1}, {parameter: a, equals: 2}]}]}";
        var demanded = first.Contains("equals", StringComparison.Ordinal) ? either : Demand;

        var errors = Check($"when: [{demanded}]", $"when: [{first}, {second}]", "unknown_parameters: allow");

        Assert.Equal(reason.Length == 0, errors.IsEmpty);
        if (reason.Length > 0) Assert.Contains(reason, errors[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Demand, "", "it does not test `discount`")]
    [InlineData(Demand, "{parameter: discount, max: 40}", "`discount`: max 40 is above 25")]
    [InlineData(Demand, "{parameter: discount, min: 0}", "`discount`: it has no max 25")]
    [InlineData(Demand, "{parameter: discount, in: [5, 26]}", "`discount`: it has no max 25")]
    [InlineData(Demand, "{parameter: discount, optional: true, max: 5}", "`discount` is optional")]
    [InlineData(Demand, "{not: {parameter: discount, max: 5}}", "it does not test `discount`")]
    [InlineData(Demand, "{any: [{parameter: discount, max: 5}, {environment: staging}]}", "it does not test `discount`")]
    [InlineData("{parameter: discount, below: 25}", "{parameter: discount, max: 25}", "`discount`: max 25 is not below 25")]
    [InlineData("{parameter: discount, min: 5}", "{parameter: discount, min: 4}", "`discount`: min 4 is below 5")]
    [InlineData("{parameter: discount, type: integer}", "{parameter: discount, type: number}", "`discount`: its type may be other than integer")]
    [InlineData("{parameter: discount, in: [a, b]}", "{parameter: discount, in: [a, c]}", "`discount`: it may be a value that is not listed")]
    [InlineData("{parameter: discount, not_in: [a]}", "{parameter: discount, not_in: [a, 1]}", "`discount`: it may be a value that is excluded")]
    [InlineData("{parameter: discount, not_in: [a]}", "{parameter: discount, in: [1]}", "`discount`: it may be a value that is excluded")]
    [InlineData("{parameter: discount, pattern: 'a+'}", "{parameter: discount, pattern: 'a*'}", "`discount`: it does not demand the pattern `a+`")]
    [InlineData("{parameter: discount, max_length: 3}", "{parameter: discount, max_length: 4}", "`discount`: max_length 4 is above 3")]
    [InlineData("{parameter: discount, starts_with: QB-}", "{parameter: discount, starts_with: [QB-1, QC]}", "`discount`: it may begin with something else")]
    [InlineData("{parameter: discount, present: false}", "{parameter: discount, optional: true, max: 1}", "`discount`: it may be present")]
    [InlineData("{parameter: discount, not_after: now+P30D}", "{parameter: discount, not_after: \"2026-01-01\"}", "`discount`: its dates may lie outside")]
    [InlineData("{parameter: \"items[*].d\", max: 25}", "{parameter: \"items[*].d\", match: any, max: 20}", "it does not test `items[*].d`")]
    [InlineData("{parameter: \"items[*].d\", match: any, min: 1, max: 25}", "{parameter: \"items[*].d\", match: any, min: 1}, {parameter: \"items[*].d\", match: any, max: 2}", "`items[*].d`: it has no max 25")]
    [InlineData("{compare: q * p <= 5}", "{compare: q * p <= 4}", "it does not demand {\"compare\":\"q * p <= 5\"}")]
    [InlineData("{money: {amount: p, currency: c, limits: {EUR: {max: 500}}}}", "{money: {amount: p, currency: c, limits: {EUR: {max: 500}, USD: {max: 1}}}}", "it does not demand {\"money\":{\"amount\":\"p\",\"currency\":\"c\",\"limits\":{\"EUR\":{\"max\":500}}}}")]
    [InlineData("{environment: production}", "{environment: [production, staging]}", "it does not demand {\"environment\":[\"production\"]}")]
    [InlineData("{not: {parameter: discount, min: 0}}", "{not: {parameter: discount, min: 5}}", "it does not demand {\"not\":{\"parameter\":\"discount\",\"min\":0}}")]
    public void WiderCondition_IsNamed(string demanded, string given, string reason) => Assert.Equal(
        $"p1.yaml:6:9: permit `acme/quotes/quote` reaches beyond the base: {reason} of `quotes/quote`, the closest permit there; narrow it",
        Assert.Single(Check($"when: [{demanded}]", given.Length == 0 ? "mode: enforce" : $"when: [{given}]", "accepts: [discount, items, q, p, c]")));

    [Theory]
    [InlineData("who: {agents: sales-*}", "who: {agents: [sales-composer, sales-*]}")]
    [InlineData("who: {agents: \"**\"}", "mode: enforce")]
    [InlineData("who: {tenants: [acme, globex]}", "who: {groups: sales}")]
    [InlineData("what: {tools: [crm.**, pricing-api]}", "what: {tools: [crm.accounts.*, pricing-api], actions: read}")]
    [InlineData("what: {class: [read, write]}", "what: {class: read}")]
    [InlineData("catalog: {sku: sku}", "catalog: {sku: sku, price: p}\n    accepts: q")]
    [InlineData("catalog: {sku: sku, price: p, optional: price}", "catalog: {sku: sku, price: p}\n    accepts: q")]
    [InlineData("unknown_parameters: allow", "unknown_parameters: allow")]
    [InlineData("unknown_parameters: allow", "accepts: [z]")]
    [InlineData("accepts: [customer]", "when: [{parameter: customer.country, equals: DE}]")]
    [InlineData("mode: enforce", "when: [{parameter: z, present: false}]")]
    public void NarrowerPermit_Passes(string outer, string inner) => Assert.Empty(Check(outer, inner, outer.Contains("accepts", StringComparison.Ordinal) ? "" : "accepts: [p, q]"));

    [Theory]
    [InlineData("who: {agents: sales-*}", "mode: enforce", "agent `**` is not within the agents")]
    [InlineData("who: {agents: sales-*}", "who: {agents: [sales-a, finance]}", "agent `finance` is not within the agents")]
    [InlineData("who: {agents: sales-*}", "who: {agents: sales-**}", "agent `sales-**` is not within the agents")]
    [InlineData("who: {groups: sales}", "who: {agents: a}", "group `**` is not within the groups")]
    [InlineData("who: {roles: r}", "who: {roles: [r, s]}", "role `s` is not within the roles")]
    [InlineData("who: {tenants: globex}", "mode: enforce", "tenant `acme` is not among the tenants")]
    [InlineData("what: {tools: crm}", "what: {tools: [crm, billing]}", "tool `billing` is not within the tools")]
    [InlineData("what: {actions: read*}", "what: {actions: [read_x, write_x]}", "action `write_x` is not within the actions")]
    [InlineData("what: {class: read}", "what: {class: [read, write]}", "its classes are not within the classes")]
    [InlineData("catalog: {sku: sku}", "mode: enforce", "it lacks the catalog check")]
    [InlineData("catalog: {sku: sku, price: p}", "catalog: {sku: sku}", "its catalog check is weaker than that")]
    [InlineData("catalog: {sku: sku, price: p}", "catalog: {sku: sku, price: p, optional: price}", "its catalog check is weaker than that")]
    [InlineData("catalog: {sku: sku, currency: c}", "catalog: {sku: sku, currency: c, optional: currency}", "its catalog check is weaker than that")]
    [InlineData("catalog: {sku: sku, discount: d}", "catalog: {sku: sku, discount: d, optional: discount}", "its catalog check is weaker than that")]
    [InlineData("mode: enforce", "unknown_parameters: allow", "it accepts unknown parameters, unlike the parameters")]
    [InlineData("mode: enforce", "accepts: z", "parameter `z` is not among the parameters")]
    [InlineData("mode: enforce", "when: [{parameter: z, min: 1}]", "parameter `z` is not among the parameters")]
    public void WiderPermit_IsNamed(string outer, string inner, string reason) => Assert.Equal(
        $"p1.yaml:6:9: permit `acme/quotes/quote` reaches beyond the base: {reason} of `quotes/quote`, the closest permit there; narrow it",
        Assert.Single(Check(outer, inner)));

    [Fact]
    public void ClosestPermit_IsTheOneThatComesFurthest()
    {
        var errors = PolicyTexts.Errors(
            $"{PolicyTexts.Header}rules:\n  - {{id: a, effect: permit, what: {{tools: crm}}}}\n  - {{id: b, effect: permit, what: {{tools: pricing}}, when: [{Demand}]}}\n  - {{id: c, effect: permit, mode: observe}}\n",
            $"{PolicyTexts.Header}tenant: acme\nrules:\n  - {{id: r, effect: permit, what: {{tools: pricing}}, when: [{{parameter: discount, max: 26}}]}}\n");

        Assert.Equal(["p1.yaml:6:10: permit `acme/quotes/r` reaches beyond the base: `discount`: max 26 is above 25 of `quotes/b`, the closest permit there; narrow it"], errors);
    }

    [Theory]
    [InlineData("rules:\n  - {id: a, effect: forbid}\n")]
    [InlineData("mode: observe\nrules:\n  - {id: a, effect: permit}\n")]
    public void BaseWithoutPermits_LeavesNothingToPermit(string ofBase) =>
        Assert.Equal(
            ["p1.yaml:6:10: permit `acme/quotes/r` reaches beyond the base, which permits nothing; let the base permit it first"],
            PolicyTexts.Errors($"{PolicyTexts.Header}{ofBase}", $"{PolicyTexts.Header}tenant: acme\nrules:\n  - {{id: r, effect: permit}}\n  - {{id: s, effect: permit, mode: observe}}\n"));

    [Fact]
    public void LayersWithoutABase_AreFree() => Assert.Empty(PolicyTexts.Errors($"{PolicyTexts.Header}tenant: acme\nrules:\n  - {{id: r, effect: permit}}\n"));

    [Fact]
    public void OtherRulesOfALayer_AreFree() =>
        Assert.Empty(PolicyTexts.Errors(
            $"{PolicyTexts.Header}rules:\n  - {{id: a, effect: permit, what: {{tools: crm}}}}\n",
            $"{PolicyTexts.Header}tenant: acme\nrules:\n  - {{id: r, effect: forbid}}\n  - {{id: s, effect: require_approval}}\n"));

    [Fact]
    public void ToolsOfTheBase_MakeParametersKnown() =>
        Assert.Empty(PolicyTexts.Errors(
            $"{PolicyTexts.Header}tools: [{{name: crm, parameters: {{z: {{}}}}}}]\nrules:\n  - {{id: a, effect: permit, what: {{tools: crm}}}}\n",
            $"{PolicyTexts.Header}tenant: acme\nrules:\n  - {{id: r, effect: permit, what: {{tools: crm}}, accepts: z}}\n"));

    [Theory]
    [InlineData("tools: [{name: crm, class: read}]\n", "", "")]
    [InlineData("", "tools: [{name: mail, class: read}]\n", "")]
    [InlineData("", "tools: [{name: crm, class: read}]\n", "p1.yaml:7:10: permit `acme/quotes/r` reaches beyond the base: the class that the layer declares of `crm` does not count for the classes of `quotes/a`, the closest permit there; narrow it")]
    public void ClassOfTheLayer_DoesNotCountForTheBase(string ofBase, string ofLayer, string error) => Assert.Equal(
        error.Length == 0 ? [] : [error],
        PolicyTexts.Errors(
            $"{PolicyTexts.Header}{ofBase}rules:\n  - {{id: a, effect: permit, what: {{class: read}}}}\n",
            $"{PolicyTexts.Header}tenant: acme\n{ofLayer}rules:\n  - {{id: r, effect: permit, what: {{tools: crm, class: read}}}}\n"));

    [Fact]
    public void ClassOfTheBase_CannotBeDeclaredAgain() =>
        Assert.Equal(
            ["p1.yaml:5:16: tool `crm` is declared `class: read`, and `c*` at p0.yaml:4 is `class: write`; a tenant cannot change a class of the base"],
            PolicyTexts.Errors($"{PolicyTexts.Header}tools: [{{name: \"c*\", class: write}}]\n", $"{PolicyTexts.Header}tenant: acme\ntools: [{{name: crm, class: read}}]\n"));

    private static ImmutableArray<string> Check(string outer, string inner, string more = "mode: enforce")
    {
        // A key may stand only once, so what both rules have is left out where a rule has its own.
        string Rule(string own) => $"rules:\n  - id: quote\n    effect: permit\n    {own}\n{(more.Length == 0 || own.Contains($"{more.Split(':')[0]}:", StringComparison.Ordinal) ? "" : $"    {more}\n")}";
        return PolicyTexts.Errors($"{PolicyTexts.Header}{Rule(outer)}", $"{PolicyTexts.Header}tenant: acme\n{Rule(inner)}");
    }
}
