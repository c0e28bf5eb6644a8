using System.Text;
using Aegis.Streams.Policy.Rego;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.IntegrationTests.Policy.RegoScene;

namespace Aegis.Streams.IntegrationTests.Policy;

/// <summary>Precedence, layers, classes and unknown parameters, as a real Open Policy Agent decides by emitted Rego.</summary>
public sealed class RegoLayerTests
{
    private static readonly PolicyRule Permit = Rule(RuleEffect.Permit, Parameter("v", AtMost("25")));

    [Fact]
    public void Precedence_IsForbidThenApprovalThenSanitize()
    {
        var document = Document(
            Rule(RuleEffect.Permit, AllOf.Nothing),
            Rule(RuleEffect.Sanitize, Parameter("v", new NumberRange(Number("1"), null))),
            Rule(RuleEffect.RequireApproval, Parameter("v", new NumberRange(Number("2"), null))),
            Rule(RuleEffect.Forbid, Parameter("v", new NumberRange(Number("3"), null))));

        Assert.Equal(
            ["allow", "sanitize", "approval_needed", "deny", "deny"], Verdicts([document], Call, """{"v":0}""", """{"v":1}""", """{"v":2}""", """{"v":3}""", "{}"));
    }

    [Fact]
    public void ObservedRules_AreReportedAndDoNotCount()
    {
        var document = Document(Rule(RuleEffect.Permit, AllOf.Nothing), Rule(RuleEffect.Forbid, AllOf.Nothing) with { IsObserved = true });

        var decision = OpaBatch.Evaluate(Rego(document), [PolicyInput.Write(DerivedFacts.Of([document]), Call, "{}"u8.ToArray(), DecisionTime, null)])[0];

        Assert.Equal("""{"observed":["p/forbid"],"rules":["p/permit"],"verdict":"allow"}""", string.Concat(decision.GetRawText().Where(c => !char.IsWhiteSpace(c))));
    }

    [Fact]
    public void Layer_NarrowsTheBaseForItsAgentsOnly()
    {
        var tenant = new PolicyDocument { Name = "t", Tenant = "acme", Narrows = Globs("composer"), Rules = [Permit with { Id = "acme/t/permit" }] };
        PolicyDocument[] policies = [Document(Rule(RuleEffect.Permit, AllOf.Nothing)), tenant];

        Assert.Equal(["allow", "deny"], Verdicts(policies, Call, """{"v":25}""", """{"v":26}"""));
        Assert.Equal(["allow"], Verdicts(policies, Call with { Agent = "other" }, """{"v":26}"""));
        Assert.Equal(["allow"], Verdicts(policies, Call with { Tenant = "other" }, """{"v":26}"""));
    }

    [Fact]
    public void LayerThatPermitsNothing_DeniesTheAgentsThatItNames()
    {
        PolicyDocument[] policies = [Document(Rule(RuleEffect.Permit, AllOf.Nothing)), new PolicyDocument { Name = "t", Tenant = "acme", Narrows = Globs("composer") }];

        Assert.Equal(["deny"], Verdicts(policies, Call, "{}"));
        Assert.Equal(["allow"], Verdicts(policies, Call with { Agent = "other" }, "{}"));
        Assert.Equal(["allow"], Verdicts(policies, Call with { Tenant = "other" }, "{}"));
    }

    [Fact]
    public void Layer_WidensNoBaseAndStandsAloneWithoutOne()
    {
        var tenant = new PolicyDocument { Name = "t", Tenant = "acme", Rules = [Rule(RuleEffect.Permit, AllOf.Nothing) with { Id = "acme/t/permit" }] };

        Assert.Equal(["allow", "deny"], Verdicts([Document(Permit), tenant], Call, """{"v":25}""", """{"v":26}"""));
        Assert.Equal(["deny"], Verdicts([Document(Permit with { IsObserved = true }), tenant], Call, """{"v":25}"""));
        Assert.Equal(["deny"], Verdicts([Document(), tenant], Call, """{"v":25}"""));
        Assert.Equal(["allow"], Verdicts([tenant], Call, """{"v":26}"""));
        Assert.Equal(["deny"], Verdicts([tenant], Call with { Tenant = "other" }, """{"v":26}"""));
    }

    [Fact]
    public void UnknownParameters_AreRefusedUnlessNamedOrDeclared()
    {
        var permit = new PolicyRule { Id = "p/permit", Effect = RuleEffect.Permit, When = Parameter("v") with { IsOptional = true }, Accepts = [Path("items[*].sku"), Path("free")] };
        var document = Document(permit) with { Tools = [new ToolDeclaration { Tool = Globs("pri*")[0], Parameters = [Path("note")] }] };
        string[] arguments = ["{}", """{"v":1}""", """{"note":{"x":[1]}}""", """{"items":[{"sku":1},{}]}""", """{"free":{"x":[{"y":1}]}}""", """{"x":1}""", """{"items":[{"sku":1,"x":1}]}""", """{"items":{"sku":1}}""", """{"V":1}"""];

        Assert.Equal(["allow", "allow", "allow", "allow", "allow", "deny", "deny", "deny", "deny"], Verdicts([document], Call, arguments));
        Assert.Equal(["allow", "deny"], Verdicts([document], Call with { Tool = "other" }, "{}", """{"note":1}"""));
    }

    [Fact]
    public void NamedPart_MakesKnownWhatItIsInAndNoOtherValueInItsPlace()
    {
        var permit = new PolicyRule { Id = "p/permit", Effect = RuleEffect.Permit, Accepts = [Path("v.x"), Path("w[*].x"), Path("z.x"), Path("z")] };
        string[] denied = ["""{"v":5}""", """{"v":"x"}""", """{"v":true}""", """{"v":null}""", """{"v":[]}""", """{"w":{}}""", """{"w":[{"x":1},1]}""", """{"w":[[]]}""", """{"z":[1]}""", """{"z":{"y":1}}"""];
        string[] allowed = ["""{"v":{}}""", """{"v":{"x":[1]}}""", """{"w":[]}""", """{"w":[{},{"x":1}]}""", """{"z":5}""", """{"z":[]}""", """{"z":{"x":1}}"""];

        Assert.All(Verdicts([Document(permit)], Call, denied), verdict => Assert.Equal("deny", verdict));
        Assert.All(Verdicts([Document(permit)], Call, allowed), verdict => Assert.Equal("allow", verdict));
    }

    [Fact]
    public void DeclarationsOfALayer_WidenNoBasePermit()
    {
        var tenant = new PolicyDocument { Name = "t", Tenant = "acme", Tools = [new ToolDeclaration { Tool = NameGlob.Any, AcceptsUnknown = true }] };
        var permit = new PolicyRule { Id = "p/permit", Effect = RuleEffect.Permit };

        Assert.Equal(["allow", "deny"], Verdicts([Document(permit), tenant], Call, "{}", """{"x":1}"""));
    }

    [Fact]
    public void ClassThatALayerDeclares_CountsForItsOwnRulesAlone()
    {
        var read = new PolicyRule { Id = "p/permit", Effect = RuleEffect.Permit, What = new Target { Classes = [ToolClass.Read] } };
        var ask = new PolicyRule { Id = "acme/t/ask", Effect = RuleEffect.RequireApproval, What = new Target { Classes = [ToolClass.Read] } };
        var tenant = new PolicyDocument { Name = "t", Tenant = "acme", Tools = [new ToolDeclaration { Tool = NameGlob.Any, Class = ToolClass.Read }], Rules = [ask] };

        Assert.Equal(["deny"], Verdicts([Document(read), tenant], Call, "{}"));
        Assert.Equal(["approval_needed"], Verdicts([Document(read), tenant], Call with { ClaimedClass = ToolClass.Read }, "{}"));
        Assert.Equal(["approval_needed"], Verdicts([Document(read with { What = Target.Anything }), tenant], Call, "{}"));
        Assert.Equal(["allow"], Verdicts([Document(read), tenant], Call with { ClaimedClass = ToolClass.Read, Tenant = "other" }, "{}"));
    }

    [Fact]
    public void StrictestDeclaredClass_Counts()
    {
        var forbid = Rule(RuleEffect.Forbid, AllOf.Nothing) with { What = new Target { Classes = [ToolClass.Expensive] } };
        var document = Document(Rule(RuleEffect.Permit, AllOf.Nothing), forbid) with
        {
            Tools = [new ToolDeclaration { Tool = Globs("pricing")[0], Class = ToolClass.Read }, new ToolDeclaration { Tool = Globs("pricing")[0], Actions = Globs("quote"), Class = ToolClass.Expensive }],
        };

        Assert.Equal(["deny"], Verdicts([document], Call, "{}"));
        Assert.Equal(["allow"], Verdicts([document], Call with { Action = "list", ClaimedClass = ToolClass.Expensive }, "{}"));
        Assert.Equal(["deny"], Verdicts([document], Call with { Tool = "other", ClaimedClass = ToolClass.Expensive }, "{}"));
    }

    [Fact]
    public void WindowsDatesAndUrls_AreDecided()
    {
        var window = new TimeWindow("Europe/Berlin", [DayOfWeek.Friday], new TimeOnly(22, 0), new TimeOnly(11, 6));
        Assert.Equal("T", Kleene(window, "{}"));
        Assert.Equal("F", Kleene(window with { To = new TimeOnly(11, 5) }, "{}"));
        Assert.Equal("F", Kleene(window with { Days = [DayOfWeek.Saturday] }, "{}"));
        var dates = Parameter("t", new DateRange(new InstantBound(null, TimeSpan.Zero), new InstantBound(null, TimeSpan.FromDays(30))));
        Assert.Equal("TFFUU", Kleene(dates, """{"t":"2026-11-28T11:05:00+01:00"}""", """{"t":"2026-11-28"}""", """{"t":"2027-01-01"}""", """{"t":"soon"}""", """{"t":5}"""));
        Assert.Equal("TFU", Kleene(Parameter("d", new DurationRange(null, TimeSpan.FromHours(1))), """{"d":"PT60M"}""", """{"d":"PT60M1S"}""", """{"d":"P1M"}"""));
        var urls = Parameter("u", new EgressTest(RegoSample.Egress("https://*.example.com/v1")));
        Assert.Equal("TTFFFU", Kleene(
            urls, """{"u":"https://a.example.com/v1"}""", """{"u":"HTTPS://A.Example.com:443/v1/x?y"}""", """{"u":"https://a.example.com/v10"}""", """{"u":"https://example.com/v1"}""", """{"u":"http://a.example.com/v1"}""", """{"u":"https://a@b.example.com/v1"}"""));
    }

    [Fact]
    public void ManySets_AreEvaluatedAtOnce()
    {
        var second = Document(Rule(RuleEffect.Permit, Parameter("v", AtMost("3"))));
        var input = PolicyInput.Write(DerivedFacts.Of([second]), Call, Encoding.UTF8.GetBytes("""{"v":4}"""), DecisionTime, null);

        var answers = OpaBatch.EvaluateAll([(Rego(Document(Permit)), [input]), (Rego(second), [input, input])]);

        Assert.Equal(["allow", "deny", "deny"], answers.SelectMany(set => set).Select(decision => decision.GetProperty("verdict").GetString()!));
    }
}
