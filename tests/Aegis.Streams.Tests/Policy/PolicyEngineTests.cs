using System.Text;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Evaluation;
using CsCheck;

namespace Aegis.Streams.Tests.Policy;

public sealed class PolicyEngineTests
{
    private static readonly PolicySnapshot Policy = Load("""
        agent: sales-composer
        allowed_tools:
          - name: pricing-api
            actions: [generate_quote]
            conditions: {max_discount_percent: 25, require_canonical_sku: true}
          - name: pricing-api
            actions: [get_price]
          - name: crm
            actions: [read_account]
        ---
        agent: sales-composer
        tenant: globex
        allowed_tools:
          - name: crm
            actions: [read_account]
        """);

    [Theory]
    [InlineData("what: {class: read}", "class: read", "{}", "policy.action_not_allowed")]
    [InlineData("what: {tools: pricing-api}", "unknown_parameters: allow", """{"d":1}""", "policy.parameter_unknown")]
    [InlineData("what: {tools: pricing-api}", "parameters: {d: {type: number}}", """{"d":1}""", "policy.parameter_unknown")]
    public void ToolsOfAnObservedPolicy_OpenNothing(string permit, string tool, string parameters, string code)
    {
        string Text(string mode) =>
            $"apiVersion: aegis/v1\nkind: Policy\nname: base\nrules:\n  - {{id: only, effect: permit, {permit}}}\n---\napiVersion: aegis/v1\nkind: Policy\nname: tools\nmode: {mode}\ntools:\n  - {{name: pricing-api, {tool}}}\n";

        Assert.Empty(Evaluate(Load(Text("enforce")), Intent(parameters)).Findings);
        Assert.Equal(code, Assert.Single(Evaluate(Load(Text("observe")), Intent(parameters)).Findings).Reason.Code);
    }

    [Theory]
    [InlineData("25")]
    [InlineData("2.5e1")]
    [InlineData("25.000")]
    [InlineData("24.999999999999999999999999999999999999999")]
    [InlineData("0")]
    [InlineData("-0")]
    public void DiscountUpToTheLimit_HasNoFinding(string discount)
    {
        var verdict = Evaluate($$"""{"sku":"A","discount_percent":{{discount}}}""");

        Assert.Empty(verdict.Findings);
        Assert.Equal(DecisionOutcome.Allow, verdict.Outcome);
        Assert.Equal("sales-composer/pricing-api/generate_quote", Assert.Single(verdict.CatalogChecks).RuleId);
    }

    [Theory]
    [InlineData("40")]
    [InlineData("25.000000000000000000001")]
    [InlineData("25.0000000000000000000000000000000000000000000000001")]
    [InlineData("1e400")]
    [InlineData("0.26e2")]
    public void DiscountOverTheLimit_NeedsApproval(string discount)
    {
        var finding = Assert.Single(Evaluate($$"""{"sku":"A","discount_percent":{{discount}}}""").Findings);

        Assert.Equal(DecisionOutcome.ApprovalNeeded, finding.Outcome);
        Assert.Equal("policy.discount_over_limit", finding.Reason.Code);
        Assert.Equal("parameters.discount_percent", finding.Reason.Path);
        Assert.Equal("25", finding.Reason.Limit);
        Assert.Equal("sales-composer/pricing-api/generate_quote/max_discount_percent", finding.Reason.RuleId);
        Assert.Equal("number", finding.Reason.Observed);
    }

    [Theory]
    [InlineData("""{"sku":"A"}""", "policy.parameter_missing", "parameters.discount_percent")]
    [InlineData("""{"sku":"A","Discount_Percent":5}""", "policy.parameter_missing", "parameters.discount_percent")]
    [InlineData("""{"sku":"A","quote":{"discount_percent":5}}""", "policy.parameter_missing", "parameters.discount_percent")]
    [InlineData("""{"sku":"A","discount_percent":"25"}""", "policy.parameter_type", "parameters.discount_percent")]
    [InlineData("""{"sku":"A","discount_percent":null}""", "policy.parameter_type", "parameters.discount_percent")]
    [InlineData("""{"sku":"A","discount_percent":true}""", "policy.parameter_type", "parameters.discount_percent")]
    [InlineData("""{"sku":"A","discount_percent":[]}""", "policy.parameter_type", "parameters.discount_percent")]
    [InlineData("""{"sku":"A","discount_percent":{"value":5}}""", "policy.parameter_type", "parameters.discount_percent")]
    [InlineData("""{"sku":"A","discount_percent":-5}""", "policy.parameter_range", "parameters.discount_percent")]
    [InlineData("""{"sku":"A","discount_percent":-0.000000000000000000000000000000001}""", "policy.parameter_range", "parameters.discount_percent")]
    [InlineData("""{"discount_percent":5}""", "policy.parameter_missing", "parameters.sku")]
    [InlineData("""{"sku":123,"discount_percent":5}""", "policy.parameter_type", "parameters.sku")]
    [InlineData("""{"sku":null,"discount_percent":5}""", "policy.parameter_type", "parameters.sku")]
    [InlineData("""{"sku":["A"],"discount_percent":5}""", "policy.parameter_type", "parameters.sku")]
    public void ParameterAbsentOrOfAnotherType_IsDeniedWithWhatToSend(string parameters, string code, string path)
    {
        var finding = Assert.Single(Evaluate(parameters).Findings);

        Assert.Equal(DecisionOutcome.Deny, finding.Outcome);
        Assert.Equal(code, finding.Reason.Code);
        Assert.Equal(path, finding.Reason.Path);
        Assert.StartsWith("Send ", finding.Reason.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    public void NoParameters_NamesAllThatAreMissing(string parameters) =>
        Assert.Equal(
            ["parameters.discount_percent", "parameters.sku"],
            Evaluate(parameters).Findings.Select(finding => finding.Reason.Path));

    [Fact]
    public void NameWrittenWithEscapes_IsTheSameName() =>
        Assert.Equal(DecisionOutcome.Allow, Evaluate("""{"s\u006bu":"A\/B","discount_percent":1}""").Outcome);

    [Theory]
    [InlineData("""{"sku":"A","discount_percent":5,"quantity":2}""", "parameters.quantity", "number")]
    [InlineData("""{"sku":"A","discount_percent":5,"nota bene":{}}""", "parameters.*", "object")]
    public void ParameterThatNothingNames_IsDenied(string parameters, string path, string observed)
    {
        var finding = Assert.Single(Evaluate(parameters).Findings);

        Assert.Equal((DecisionOutcome.Deny, "policy.parameter_unknown"), (finding.Outcome, finding.Reason.Code));
        Assert.Equal((path, observed), (finding.Reason.Path, finding.Reason.Observed));
    }

    [Theory]
    [InlineData("""{"customer":"ACME"}""", "parameters.customer", "string")]
    [InlineData("""{"customer":[]}""", "parameters.customer", "array")]
    [InlineData("""{"lines":{}}""", "parameters.lines", "object")]
    [InlineData("""{"lines":[{"sku":"A"},7]}""", "parameters.lines[1]", "number")]
    public void OtherValueInPlaceOfWhatNamedPartsAreIn_IsUnknown(string parameters, string path, string observed)
    {
        var policy = Load("apiVersion: aegis/v1\nkind: Policy\nname: p\nrules: [{id: r, effect: permit, accepts: [customer.name, 'lines[*].sku']}]\n");

        var finding = Assert.Single(Evaluate(policy, Intent(parameters)).Findings);

        Assert.Equal((DecisionOutcome.Deny, "policy.parameter_unknown"), (finding.Outcome, finding.Reason.Code));
        Assert.Equal((path, observed), (finding.Reason.Path, finding.Reason.Observed));
    }

    [Theory]
    [InlineData("acme", "other", "pricing-api", "generate_quote", "policy.agent_not_covered", "agent")]
    [InlineData("acme", "sales-composer", "payments", "generate_quote", "policy.tool_not_allowed", "tool")]
    [InlineData("acme", "sales-composer", "Pricing-Api", "generate_quote", "policy.tool_not_allowed", "tool")]
    [InlineData("acme", "sales-composer", "pricing-api", "set_price", "policy.action_not_allowed", "action")]
    [InlineData("globex", "sales-composer", "pricing-api", "get_price", "policy.not_permitted_by_layer", "tool")]
    [InlineData("globex", "sales-composer", "crm", "delete_account", "policy.action_not_allowed", "action")]
    public void CallWithoutARule_IsDenied(string tenant, string agent, string tool, string action, string code, string path)
    {
        var finding = Assert.Single(Evaluate(Policy, Intent("{}", tenant, agent, tool, action)).Findings);

        Assert.Equal((DecisionOutcome.Deny, code, path), (finding.Outcome, finding.Reason.Code, finding.Reason.Path));
    }

    [Fact]
    public void RuleWithoutConditions_AllowsAndReadsNoParameter() =>
        Assert.Equal("sales-composer/pricing-api/get_price", AllowedBy(Evaluate(Policy, Intent("{}", action: "get_price"))));

    [Fact]
    public void ManyDeclarationsWithoutParameters_HideNoParameter()
    {
        var agents = Enumerable.Range(0, 100).Select(index => $"agent: a{index}\nallowed_tools: [{{name: crm, actions: [look], class: read, parameters: [id]}}]\n");

        Assert.Empty(Evaluate(Load(string.Join("---\n", agents)), Intent("""{"id":1}""", agent: "a7", tool: "crm", action: "look")).Findings);
    }

    [Fact]
    public void TenantsOwnLayer_NarrowsWhatTheBasePermits() =>
        Assert.Empty(Evaluate(Policy, Intent("{}", "globex", tool: "crm", action: "read_account")).Findings);

    [Fact]
    public void EmptySet_DeniesEverything() =>
        Assert.Equal("policy.no_policy", Evaluate(PolicySnapshot.Empty, Intent("{}")).Findings[0].Reason.Code);

    [Fact]
    public void AnyCall_IsAllowedOnlyByARuleForIt() =>
        Gen.Select(
                Gen.OneOf("acme", "globex", "initech"),
                Gen.OneOf("sales-composer", "other"),
                Gen.OneOf("pricing-api", "crm", "x"),
                Gen.OneOf("generate_quote", "get_price", "read_account"))
            .Sample((tenant, agent, tool, action) =>
            {
                var verdict = Evaluate(Policy, Intent("""{"sku":"A","discount_percent":1}""", tenant, agent, tool, action));
                var hasRule = (tenant, agent, tool, action) is ("acme" or "initech", "sales-composer", "pricing-api", "generate_quote");
                Assert.Equal(hasRule, verdict.Findings.IsEmpty);
                Assert.Equal(hasRule, verdict.RuleId is not null);
            });

    /// <summary>Time is in proportion to the text, and the text is the agent's: what would take too many steps is not decided, so no permit holds for it and every prohibition does.</summary>
    [Theory]
    [InlineData("permit", "pattern: \"[a-c]*a[a-c]{300}\"", 3400, true)]
    [InlineData("permit", "pattern: \"[a-c]*a[a-c]{300}\"", 3500, false)]
    [InlineData("permit", "not_search_pattern: \"b[a-c]{300}x\"", 3400, true)]
    [InlineData("forbid", "search_pattern: \"b[a-c]{300}x\"", 3000, true)]
    [InlineData("forbid", "search_pattern: \"b[a-c]{300}x\"", 3500, false)]
    [InlineData("permit", "pattern: \"(a+)+\"", 900_000, true)]
    public void TextThatIsTooLongForAPatternWithoutATable_IsNotDecided(string effect, string test, int length, bool isAllowed)
    {
        var permit = effect == "permit" ? "" : "  - {id: any, effect: permit, what: {tools: pricing-api}}\n";
        var policy = Load($"apiVersion: aegis/v1\nkind: Policy\nname: p\ntools: [{{name: pricing-api, class: write, unknown_parameters: allow}}]\nrules:\n{permit}  - {{id: r, effect: {effect}, what: {{tools: pricing-api}}, when: [{{parameter: text, {test}}}]}}\n");

        Assert.Equal(isAllowed, Evaluate(policy, Intent($"{{\"text\":\"{new string('a', length)}\"}}")).Findings.IsEmpty);
    }

    private static string? AllowedBy(PolicyVerdict verdict)
    {
        Assert.Empty(verdict.Findings);
        Assert.Empty(verdict.CatalogChecks);
        return verdict.RuleId;
    }

    private static PolicyVerdict Evaluate(string parameters) => Evaluate(Policy, Intent(parameters));

    private static PolicyVerdict Evaluate(PolicySnapshot policy, Intent intent)
    {
        var table = new ParameterTable();
        Assert.Null(table.Read(intent.Parameters, new IntentLimits(), "parameters"));
        return PolicyEngine.Evaluate(policy, new PolicyCall
        {
            Tenant = intent.Tenant,
            Agent = intent.Agent,
            Tool = intent.Tool,
            Action = intent.Action,
            Registration = new AgentRegistration { Tenant = intent.Tenant, Agent = intent.Agent, IsEnabled = true },
            Parameters = table,
        });
    }

    private static Intent Intent(
        string parameters,
        string tenant = "acme",
        string agent = "sales-composer",
        string tool = "pricing-api",
        string action = "generate_quote") => new()
        {
            Id = "1",
            Tenant = tenant,
            Agent = agent,
            Tool = tool,
            Action = action,
            Parameters = Encoding.UTF8.GetBytes(parameters),
        };

    private static PolicySnapshot Load(string text)
    {
        var loading = PolicyLoader.Load([new PolicySource("p.yaml", text)]);
        return loading.Snapshot ?? throw new InvalidOperationException(loading.Errors[0].ToString());
    }
}
