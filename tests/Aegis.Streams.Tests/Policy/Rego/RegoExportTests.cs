using Aegis.Streams.Policy.Rego;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.Tests.Policy.Rego.RegoSample;

namespace Aegis.Streams.Tests.Policy.Rego;

public sealed class RegoExportTests
{
    [Fact]
    public void Forbid_AppliesUnlessItsConditionCertainlyDoesNotHold()
    {
        var text = RegoExport.Of([Document("p", RuleEffect.Forbid, Parameter("discount", new NumberRange(Number("25"), null)))]).Text;

        Assert.Contains("""
            # forbid p/r
            aegis_forbids contains "p/r" if {
            	not aegis_false_1
            }

            aegis_false_1 if {
            	value := aegis_get(input.args, ["discount"])
            	is_number(value)
            	value < 25
            }
            """, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Permit_AppliesIfItsConditionCertainlyHoldsAndAllIsKnown()
    {
        var text = RegoExport.Of([Document("p", RuleEffect.Permit, new Not(Parameter("""headers["x.y"]""", new TypeTest(ParameterType.String))))]).Text;

        Assert.Contains("""
            # permit p/r
            aegis_base_permits contains "p/r" if {
            	aegis_false_1
            	is_object(input.args)
            	aegis_covers({["headers", "x.y"]})
            }

            aegis_false_1 if {
            	value := aegis_get(input.args, ["headers", "x.y"])
            	not is_string(value)
            }
            """, text, StringComparison.Ordinal);
    }

    [Fact]
    public void OrderOfPolicies_ChangesNothing()
    {
        var first = Document("a", RuleEffect.Permit, Parameter("x"));
        var second = Document("b", RuleEffect.Forbid, Parameter("y")) with { Tenant = "acme" };

        Assert.Equal(RegoExport.Of([first, second]).Text, RegoExport.Of([second, first]).Text);
    }

    [Fact]
    public void EqualConditions_ArePrintedOnce()
    {
        var text = RegoExport.Of([Document("a", RuleEffect.Permit, Parameter("x")), Document("b", RuleEffect.Permit, Parameter("x"))]).Text!;

        Assert.Contains("aegis_true_1 if", text, StringComparison.Ordinal);
        Assert.DoesNotContain("aegis_true_2", text, StringComparison.Ordinal);
    }

    [Fact]
    public void LineBreaksInIds_DoNotEndTheComment()
    {
        var document = new PolicyDocument { Name = "p", Rules = [new Streams.Policy.Rules.PolicyRule { Id = "p/a\naegis_base_permits contains \"x\"", Effect = RuleEffect.Forbid }] };

        var text = RegoExport.Of([document]).Text!;

        Assert.Contains("# forbid p/a?aegis_base_permits contains", text, StringComparison.Ordinal);
        Assert.Contains("aegis_forbids contains \"p/a\\u000aaegis_base_permits contains \\\"x\\\"\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatRegoCannotSay_RefusesTheExportByRule()
    {
        var withinAMinute = new TimeWindow("UTC", [], new TimeOnly(8, 0, 30), new TimeOnly(9, 0));
        var half = Parameter("x", new OneOf([new TextLiteral("\ud800")]));

        var export = RegoExport.Of([
            Document("a", RuleEffect.Permit, withinAMinute), Document("c", RuleEffect.Permit, half), Document("d", RuleEffect.Permit, Parameter("x"))]);

        Assert.Null(export.Text);
        Assert.Equal(["a/r", "c/r"], export.Refusals.Select(refusal => refusal.RuleId));
        Assert.Equal("A time window begins or ends within a minute; write whole minutes.", export.Refusals[0].Reason);
    }

    [Fact]
    public void Globs_BecomeAnchoredExpressions()
    {
        var rule = new Streams.Policy.Rules.PolicyRule { Id = "p/r", Effect = RuleEffect.Forbid, What = new Target { Tools = Globs("a.b-*", "c/**") }, Who = new Subject { Groups = Globs("x", "y") } };

        var text = RegoExport.Of([new PolicyDocument { Name = "p", Rules = [rule] }]).Text;

        Assert.Contains("""
            	some group in input.groups
            	group in {"x", "y"}
            	regex.match("^(?:a\\.b-[^./:]*|c/(?s:.*))$", input.tool)
            """, text, StringComparison.Ordinal);
    }
}
