using System.Collections.Immutable;
using System.Text.Json;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Cedar;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Tests.Policy.Generation;

namespace Aegis.Streams.Tests.Policy.Cedar;

public sealed class CedarPrinterTests
{
    [Fact]
    public void Permit_AsksWhetherItsConditionIsCertainlyTrue()
    {
        var export = CedarPrinter.Print([Document(Discount(RuleEffect.Permit))]);

        Assert.Equal(
            """
            @id("quotes/quote")
            permit (principal, action, resource)
            when { (context.agent like "sales-*" && !(context.agent like "sales-*.*") && !(context.agent like "sales-*/*") && !(context.agent like "sales-*:*")) }
            when { ((context.floor has "parameters.discount" && context.ceiling["parameters.discount"] <= 25) && ["discount"].containsAll(context.names["parameters"])) };

            """,
            Assert.Single(export.Permissions).Text);
        Assert.True(export.IsComplete);
    }

    [Fact]
    public void PermitOfALayer_IsNoneOnABaseWithoutPermits()
    {
        var permit = new PolicyRule { Id = "acme/t/any", Effect = RuleEffect.Permit, AcceptsUnknown = true };
        var layer = new PolicyDocument { Name = "t", Tenant = "acme", Rules = [permit] };

        Assert.Equal(["acme/t/any"], CedarPrinter.Print([layer]).Permissions.Select(policy => policy.Id));
        Assert.Equal(["layer:acme"], CedarPrinter.Print([Document(Discount(RuleEffect.Permit) with { IsObserved = true }), layer]).Permissions.Select(policy => policy.Id));
    }

    [Fact]
    public void KnownParts_MustBeInWhatHasSuchParts()
    {
        var permit = new PolicyRule { Id = "quotes/quote", Effect = RuleEffect.Permit, Accepts = [Spelt.Path("customer.name"), Spelt.Path("lines[*].sku"), Spelt.Path("note"), Spelt.Path("note.text")] };

        Assert.Equal(
            """
            @id("quotes/quote")
            permit (principal, action, resource)
            when { (["customer", "lines", "note"].containsAll(context.names["parameters"])
             && (!(context.kind has "parameters.customer") || ["object"].contains(context.kind["parameters.customer"]))
             && (!(context.names has "parameters.customer") || ["name"].containsAll(context.names["parameters.customer"]))
             && (!(context.kind has "parameters.lines") || ["array"].contains(context.kind["parameters.lines"]))
             && (!(context.names has "parameters.lines") || ["[*]"].containsAll(context.names["parameters.lines"]))
             && (!(context.kinds has "parameters.lines[*]") || ["object"].containsAll(context.kinds["parameters.lines[*]"]))
             && (!(context.names has "parameters.lines[*]") || ["sku"].containsAll(context.names["parameters.lines[*]"]))
             && (!(context.names has "parameters.note") || ["text"].containsAll(context.names["parameters.note"]))) };

            """.ReplaceLineEndings("\n").Replace("\n &&", " &&", StringComparison.Ordinal),
            Assert.Single(CedarPrinter.Print([Document(permit)]).Permissions).Text);
    }

    [Fact]
    public void Context_SaysOfItemsWhatTheyAreAllTogether()
    {
        var call = new GeneratedCall { Tenant = "acme", Agent = "a", Tool = "crm", Action = "order", Parameters = """{"v":[1,{"x":null},[true],1.5],"w":"5"}""" };

        using var context = JsonDocument.Parse(CedarContext.Write(call.ToIntent(), call.ToRegistration(), environment: null));

        Assert.Equal("""{"parameters":"object","parameters.v":"array","parameters.w":"string"}""", context.RootElement.GetProperty("kind").GetRawText());
        Assert.Equal(
            """{"parameters.v[*]":["array","number","object"],"parameters.v[*].x":["null"],"parameters.v[*][*]":["boolean"]}""",
            context.RootElement.GetProperty("kinds").GetRawText());
    }

    [Fact]
    public void Forbid_AppliesUnlessItsConditionIsCertainlyFalse()
    {
        var export = CedarPrinter.Print([Document(Discount(RuleEffect.Forbid))]);

        Assert.EndsWith(
            """when { !((context.floor has "parameters.discount" && !(context.ceiling["parameters.discount"] <= 25))) };""",
            Assert.Single(export.Permissions).Text.TrimEnd(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void LayerUnderABaseThatPermits_BecomesAForbid()
    {
        var layer = Document(new PolicyRule { Id = "acme/quotes/quote", Effect = RuleEffect.Permit, AcceptsUnknown = true, What = new Target { Tools = [Spelt.Glob("crm")] } }) with { Tenant = "acme" };

        var export = CedarPrinter.Print([Document(Discount(RuleEffect.Permit)), layer]);

        Assert.Equal(["quotes/quote", "layer:acme"], export.Permissions.Select(policy => policy.Id));
        Assert.Equal(
            """
            @id("layer:acme")
            forbid (principal, action, resource)
            when { context.tenant == "acme" }
            when { !((context.tenant == "acme" && context.tool == "crm")) };

            """,
            export.Permissions[1].Text);
    }

    [Fact]
    public void LayerThatNamesAnAgentAndPermitsNothing_ForbidsItsCalls()
    {
        var layer = new PolicyDocument { Name = "bot", Tenant = "acme", Narrows = [Spelt.Glob("bot")] };

        var export = CedarPrinter.Print([Document(Discount(RuleEffect.Permit)), layer]);

        Assert.Equal(
            """
            @id("layer:acme")
            forbid (principal, action, resource)
            when { (context.tenant == "acme" && context.agent == "bot") };

            """,
            export.Permissions[1].Text);
    }

    [Fact]
    public void ClassThatALayerDeclares_CountsForItsOwnRulesAlone()
    {
        var write = new Target { Classes = [ToolClass.Write] };
        var root = Document(new PolicyRule { Id = "quotes/f", Effect = RuleEffect.Forbid, What = write });
        var layer = Document(new PolicyRule { Id = "acme/quotes/f", Effect = RuleEffect.Forbid, What = write }) with
        {
            Tenant = "acme",
            Tools = [new ToolDeclaration { Tool = Spelt.Glob("crm"), Class = ToolClass.Read }],
        };

        var export = CedarPrinter.Print([root, layer]);

        Assert.Equal("@id(\"quotes/f\")\nforbid (principal, action, resource)\nwhen { context.class == \"write\" };\n", export.Permissions[0].Text);
        Assert.Contains("(!((context.tenant == \"acme\" && context.tool == \"crm\")) && context.class == \"write\")", export.Permissions[1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pattern", "Cedar has no patterns")]
    [InlineData("fraction", "Cedar knows whole numbers of at most 2^53 - 1 only, and the bound is none")]
    [InlineData("items", "Cedar cannot test every item of an array, as `items[*].sku` asks")]
    [InlineData("computed", "Cedar compares one number with one constant only; what it computes can overflow, and then it would skip the rule")]
    [InlineData("time", "Cedar knows no time zones")]
    public void ConditionThatCedarCannotSay_RefusesTheRuleByName(string condition, string reason)
    {
        var export = CedarPrinter.Print([Document(Discount(RuleEffect.Forbid) with { When = Unsayable(condition) })]);

        Assert.Equal([new ExportRefusal("quotes/quote", reason)], export.Refusals);
        Assert.Empty(export.Permissions);
        Assert.False(export.IsComplete);
    }

    private static Condition Unsayable(string condition) => condition switch
    {
        "pattern" => Of("sku", new PatternTest(Spelt.Pattern("A.*"))),
        "fraction" => Of("discount", new NumberRange(null, Spelt.Number("25.5"))),
        "items" => Of("items[*].sku", new TypeTest(ParameterType.String)),
        "computed" => new Comparison(new ParameterTerm(Spelt.Path("price")), ComparisonOperator.Less, new ParameterTerm(Spelt.Path("discount"))),
        _ => new TimeWindow("UTC", [], new TimeOnly(8, 0), new TimeOnly(18, 0)),
    };

    private static PolicyRule Discount(RuleEffect effect) => new()
    {
        Id = "quotes/quote",
        Effect = effect,
        Who = new Subject { Agents = [Spelt.Glob("sales-*")] },
        When = Of("discount", new NumberRange(null, Spelt.Number("25"))),
    };

    private static ParameterCondition Of(string path, params ImmutableArray<ParameterTest> tests) => new(Spelt.Path(path), tests);

    private static PolicyDocument Document(params ImmutableArray<PolicyRule> rules) => new() { Name = "quotes", Rules = rules };
}
