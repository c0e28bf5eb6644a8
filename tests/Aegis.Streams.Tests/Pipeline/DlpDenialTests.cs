using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Tests.Vectors;

namespace Aegis.Streams.Tests.Pipeline;

/// <summary>What is denied for what stands in the parameters, and what a denial does not tell.</summary>
public sealed class DlpDenialTests
{
    private const string All = "{id: mask, effect: sanitize, dlp: {profile: default}}";

    [Fact]
    public void DetectorOfPolicyThatBlocks_NamesItselfAndNoValue()
    {
        var decision = new DlpScene(DlpScene.Permit + "  - {id: own, effect: sanitize, dlp: {profile: own}}\ndlp_detectors:\n  - {name: project, terms: Falcon}\ndlp_profiles:\n  - {name: own, entities: [], detectors: {project: block}}\n").Decide("{\"note\":\"falcon\"}");

        Assert.Equal(DecisionOutcome.Deny, decision.Outcome);
        var reason = Assert.Single(decision.Reasons, reason => reason.Code == "dlp.blocked");
        Assert.Equal(("parameters.note", "Send it without what looks like CUSTOM:project."), (reason.Path, reason.Hint));
    }

    [Fact]
    public void BlockedEntity_IsADenyThatNamesItsPlaceAndKind()
    {
        var result = DlpScene.Of("{id: mask, effect: sanitize, dlp: {profile: strict}}", "{name: strict, operators: {CREDIT_CARD: block}}")
            .Process("""{"to":"anna.schmidt@corp.at","items":[{"note":"none"},{"card":"4539 1488 0343 6467"}]}""");

        var decision = result.Decision!;
        Assert.Equal(DecisionOutcome.Deny, decision.Outcome);
        Assert.Equal(["policy.sanitize_required", "dlp.blocked"], decision.Reasons.Select(reason => reason.Code));
        Assert.Equal(("parameters.items[1].card", "Send it without what looks like CREDIT_CARD.", "p/mask"), (decision.Reasons[1].Path, decision.Reasons[1].Hint, decision.Reasons[1].RuleId));
        Assert.Equal("strict: 1 EMAIL replace at parameters.to; strict: 1 CREDIT_CARD block at parameters.items[*].card", DlpScene.Counts(decision.DlpCounts));
        Assert.True(decision.SanitizedParameters.IsEmpty);
        Assert.Single(Protocol.V1.AuditEntry.Parser.ParseFrom(result.Records[^1].Value).Commitments);
    }

    [Fact]
    public void DeniedByPolicy_CarriesNothingOfTheParameters()
    {
        var decision = DlpScene.Of("{id: never, effect: forbid}\n" + All).Decide("""{"to":"anna.schmidt@corp.at"}""");

        Assert.Equal((DecisionOutcome.Deny, true, 0), (decision.Outcome, decision.SanitizedParameters.IsEmpty, decision.DlpCounts.Count));
        Assert.Equal(["policy.forbidden", "policy.sanitize_required"], decision.Reasons.Select(reason => reason.Code));
    }

    [Fact]
    public void WhatBlocks_BlocksUnderAnotherFindingToo()
    {
        var encoded = Convert.ToBase64String("ann@acme.example 512-43-7781"u8);

        var decision = DlpScene.Of("{id: mask, effect: sanitize, dlp: {profile: x}}", "{name: x, operators: {US_SSN: block}}").Decide($$"""{"note":"{{encoded}}"}""");

        Assert.Equal(DecisionOutcome.Deny, decision.Outcome);
        Assert.Contains("dlp.blocked parameters.note", decision.Reasons.Select(reason => $"{reason.Code} {reason.Path}"));
        Assert.Equal("x: 1 US_SSN block at parameters.note", DlpScene.Counts(decision.DlpCounts));
    }

    [Theory]
    [InlineData("""{"a@corp.at":1,"A@corp.at":2}""")]
    [InlineData("""{"a@corp.at":1,"[EMAIL_1]":2}""")]
    public void TwoNamesThatBecomeOne_AreADeny(string parameters)
    {
        var decision = DlpScene.Of(All).Decide(parameters);

        Assert.Equal((DecisionOutcome.Deny, true), (decision.Outcome, decision.SanitizedParameters.IsEmpty));
        Assert.Equal(("dlp.incomplete", "parameters"), (decision.Reasons[^1].Code, decision.Reasons[^1].Path));
    }

    [Fact]
    public void ParametersThatGrowOverTheirBound_AreADeny()
    {
        const string Short = """{"tel":"+43 664 1234567"}""";
        var scene = DlpScene.Of("{id: mask, effect: sanitize, dlp: {profile: x}}", "{name: x, operator: hash}", limits: new IntentLimits { MaxParameterBytes = Short.Length });

        Assert.Equal("dlp.incomplete", scene.Decide(Short).Reasons[^1].Code);
    }

    [Fact]
    public void ReadThatFailsOpen_DoesNotWhereARedactionIsDemanded()
    {
        const string Read = """
            apiVersion: aegis/v1
            kind: Policy
            name: p
            tools:
              - {name: crm, class: read}
            rules:
              - {id: use, effect: permit, what: {tools: crm}, unknown_parameters: allow, catalog: {sku: sku}, on_error: allow}

            """;
        const string Parameters = """{"sku":"SKU-000123","to":"anna.schmidt@corp.at"}""";
        var broken = VectorFixture.Load().Inputs with { Catalog = null! };

        var open = new DlpScene(Read) { Inputs = broken }.Process(Parameters);
        var closed = new DlpScene($"{Read}  - {All}\n") { Inputs = broken }.Process(Parameters);

        Assert.Equal((DecisionOutcome.Allow, "pipeline.failed_open"), (open.Decision!.Outcome, open.Decision.Reasons[^1].Code));
        Assert.Equal((DecisionOutcome.Deny, "pipeline.internal_error"), (closed.Decision!.Outcome, Assert.Single(closed.Decision.Reasons).Code));
        Assert.IsType<NullReferenceException>(closed.Fault);
    }

    [Fact]
    public void ProfileThatASetLacks_WhichNoLoaderLetsPass_IsADenyOfTheStage()
    {
        var documents = DlpScene.Load(DlpScene.Permit).Documents;
        var rule = new PolicyRule { Id = "p/x", Effect = RuleEffect.Sanitize, Dlp = new DlpDemand("nobody", []) };
        var scene = new DlpScene(DlpScene.Permit) { Policy = new PolicySnapshot([documents[0] with { Rules = [.. documents[0].Rules, rule] }]) };

        var result = scene.Process("""{"a":1}""");

        Assert.Equal((DecisionOutcome.Deny, "pipeline.internal_error", "dlp"), (result.Decision!.Outcome, result.Decision.Reasons[0].Code, result.Decision.Reasons[0].Path));
        Assert.IsType<InvalidOperationException>(result.Fault);
    }

    [Fact]
    public void KeyThatTheCatalogLacks_IsNotToldWhereARedactionIsDemanded()
    {
        var policy = DlpScene.Permit.Replace("unknown_parameters: allow", "unknown_parameters: allow, catalog: {sku: sku}", StringComparison.Ordinal);
        const string Parameters = """{"sku":"078-05-1120"}""";

        Assert.Equal("acme/078-05-1120", Assert.Single(new DlpScene(policy).Decide(Parameters).CatalogRecords).Key);
        Assert.Equal("acme/*", Assert.Single(new DlpScene($"{policy}  - {All}\n").Decide(Parameters).CatalogRecords).Key);
    }

    [Fact]
    public void Base64InAName_IsToldByNoReason_AlsoWherePolicyNamesTheParameterThatNobodyKnows()
    {
        var scene = new DlpScene($"{DlpScene.Permit.Replace("unknown_parameters: allow", "accepts: [sku]", StringComparison.Ordinal)}  - {All}\n");

        // A number of social security and a space, of which three digits show.
        var decision = scene.Decide("""{"NTEyLTQzLTc3ODEg":1}""");

        Assert.Equal(["policy.parameter_unknown parameters.*"], decision.Reasons.Where(reason => reason.Path is not null).Select(reason => $"{reason.Code} {reason.Path}"));
    }
}
