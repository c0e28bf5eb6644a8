using System.Text;
using System.Text.Json;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Tests.Vectors;

namespace Aegis.Streams.Tests.Pipeline;

public sealed class DlpInPipelineTests
{
    private const string All = "{id: mask, effect: sanitize, dlp: {profile: default}}";
    private const string Contact = """{ "to" : "anna.schmidt@corp.at",  "n":1.50e1, "items":[{"note":"call +43 664 1234567"},{"note":"none"}]}""";

    [Fact]
    public void SomethingFound_IsASanitizeWithEverythingElseAsItWasButWhiteSpace()
    {
        var result = DlpScene.Of(All).Process(Contact);

        var decision = DlpScene.Read(result.Records[0]);
        Assert.Equal(DecisionOutcome.Sanitize, decision.Outcome);
        Assert.Equal("""{"to":"[EMAIL]","n":1.50e1,"items":[{"note":"call [PHONE]"},{"note":"none"}]}""", DlpScene.Sanitized(decision));
        Assert.Equal("default: 1 EMAIL replace at parameters.to; default: 1 PHONE replace at parameters.items[*].note", DlpScene.Counts(decision.DlpCounts));
        Assert.Equal([("policy.sanitize_required", "p/mask")], decision.Reasons.Select(reason => (reason.Code, reason.RuleId!)));
        Assert.Equal(["p/mask", "p/use"], decision.RuleIds);
        Assert.Equal(DlpScene.Sanitized(decision), DlpScene.Sanitized(DlpScene.Read(result.Records[1])));
    }

    [Theory]
    [InlineData(WireFormat.Protobuf)]
    [InlineData(WireFormat.Json)]
    public void Commitment_OpensByTheBytesOfTheDecision(WireFormat wire)
    {
        const string Rewritten = """{"to":"[EMAIL]","n":1.50e1,"items":[{"note":"call [PHONE]"},{"note":"none"}]}""";
        var records = DlpScene.Of(All, wire: wire).Process(Contact).Records;
        var (decision, published) = (DlpScene.Read(records[0]), Encoding.UTF8.GetString(records[0].Value!));

        Assert.Contains(wire == WireFormat.Json ? $"\"sanitized_parameters\":{Rewritten}," : Rewritten, published, StringComparison.Ordinal);
        var opened = DlpScene.Key.ForTenant("acme").Commit("sanitized_parameters", decision.DecisionId, Encoding.UTF8.GetBytes(Rewritten)).Value.ToArray();
        Assert.Equal(opened, SanitizedCommitment(records[^1], wire));
    }

    [Fact]
    public void SomethingFound_IsCountedAndCommittedToInTheAuditEntry()
    {
        var entry = Protocol.V1.AuditEntry.Parser.ParseFrom(DlpScene.Of(All).Process(Contact).Records[^1].Value);

        Assert.Equal(["EMAIL replace 1 parameters.to default", "PHONE replace 1 parameters.items[*].note default"], entry.DlpCounts.Select(count => $"{count.Entity} {count.Operator} {count.Count} {count.Path} {count.Profile}"));
        Assert.Equal(["parameters", "sanitized_parameters"], entry.Commitments.Select(commitment => commitment.Name));
        Assert.Equal(
            DlpScene.Key.ForTenant("acme").Commit("sanitized_parameters", entry.EntryId, """{"to":"[EMAIL]","n":1.50e1,"items":[{"note":"call [PHONE]"},{"note":"none"}]}"""u8).Value.ToArray(),
            entry.Commitments[1].Value.ToByteArray());
    }

    [Theory]
    [InlineData("operator: drop", "{\"n\":1.50e1,\"items\":[{},{\"note\":\"none\"}]}")]
    [InlineData("operators: {EMAIL: drop}", "{\"n\":1.50e1,\"items\":[{\"note\":\"call [PHONE]\"},{\"note\":\"none\"}]}")]
    public void OperatorDrop_TakesMembersAway(string keys, string rewritten)
    {
        var decision = DlpScene.Of("{id: mask, effect: sanitize, dlp: {profile: less}}", $"{{name: less, {keys}}}").Decide(Contact);

        Assert.Equal(DecisionOutcome.Sanitize, decision.Outcome);
        Assert.Equal(rewritten, DlpScene.Sanitized(decision));
        Assert.StartsWith("less: 1 EMAIL drop at parameters.to; less: 1 PHONE ", DlpScene.Counts(decision.DlpCounts), StringComparison.Ordinal);
    }

    [Fact]
    public void SeveralProfiles_DropLeavesLessThanALabel()
    {
        var scene = DlpScene.Of("{id: a, effect: sanitize, dlp: {profile: one}}\n{id: b, effect: sanitize, dlp: {profile: other}}", "{name: one, entities: EMAIL}\n{name: other, entities: EMAIL, operator: drop}");

        Assert.Equal("{\"b\":1}", DlpScene.Sanitized(scene.Decide("{\"a\":\"ann@acme.example\",\"b\":1}")));
    }

    [Fact]
    public void DetectorOfPolicy_IsCountedByItsName()
    {
        const string Policy = "dlp_detectors:\n  - {name: project, terms: [Falcon, Project Nine], keys: code}\ndlp_profiles:\n  - {name: own, entities: EMAIL, detectors: {project: mask}}\n";
        var result = new DlpScene(DlpScene.Permit + "  - {id: own, effect: sanitize, dlp: {profile: own}}\n  - {id: all, effect: sanitize, dlp: {profile: default}}\n" + Policy)
            .Process("{\"note\":\"on project-nine, ann@acme.example\",\"code\":17,\"falcon\":[\"FALCON\"]}");
        var decision = DlpScene.Read(result.Records[0]);

        Assert.Equal("{\"note\":\"on *******-****, [EMAIL]\",\"code\":\"**\",\"[CUSTOM:project_1]\":[\"******\"]}", DlpScene.Sanitized(decision));
        Assert.Equal("own: 1 CUSTOM:project mask at parameters.note; default: 1 EMAIL replace at parameters.note; own: 1 CUSTOM:project mask at parameters.code; own: 1 CUSTOM:project replace_numbered at parameters.*; own: 1 CUSTOM:project mask at parameters.*[*]", DlpScene.Counts(decision.DlpCounts));
        Assert.Contains("CUSTOM:project", Protocol.V1.AuditEntry.Parser.ParseFrom(result.Records[^1].Value).DlpCounts.Select(count => count.Entity));
    }

    [Fact]
    public void SeveralProfiles_EachKnowsItsOwnDetectors()
    {
        const string Policy = "dlp_detectors:\n  - {name: desk, terms: call 415 596 1111}\n  - {name: hall, terms: 415 596 1111 now}\ndlp_profiles:\n  - {name: a, entities: [], detectors: {desk: mask}}\n  - {name: b, entities: [], detectors: {hall: hash}}\n";
        var scene = new DlpScene(DlpScene.Permit + "  - {id: a, effect: sanitize, dlp: {profile: a}}\n  - {id: b, effect: sanitize, dlp: {profile: b}}\n  - {id: c, effect: sanitize, dlp: {profile: default}}\n" + Policy);

        Assert.Equal("{\"x\":\"[CUSTOM:desk]\",\"y\":\"[CUSTOM:desk]\",\"z\":\"[CUSTOM:hall]\"}", DlpScene.Sanitized(scene.Decide("{\"x\":\"call 415-596-1111\",\"y\":\"call 415-596-1111 now\",\"z\":\"415-596-1111 now\"}")));
    }

    [Fact]
    public void DetectorOfPolicyThatBlocks_NamesItselfAndNoValue()
    {
        var decision = new DlpScene(DlpScene.Permit + "  - {id: own, effect: sanitize, dlp: {profile: own}}\ndlp_detectors:\n  - {name: project, terms: Falcon}\ndlp_profiles:\n  - {name: own, entities: [], detectors: {project: block}}\n").Decide("{\"note\":\"falcon\"}");

        Assert.Equal(DecisionOutcome.Deny, decision.Outcome);
        var reason = Assert.Single(decision.Reasons, reason => reason.Code == "dlp.blocked");
        Assert.Equal(("parameters.note", "Send it without what looks like CUSTOM:project."), (reason.Path, reason.Hint));
    }

    [Theory]
    [InlineData("{\"cc\":[\"ann@acme.example\"],\"x\":\"ann@acme.example\"}", "{\"cc\":[\"[EMAIL]\"],\"x\":\"ann@acme.example\"}")]
    [InlineData("{\"cc\":\"ann@acme.example\",\"x\":\"ann@acme.example\"}", "{\"cc\":\"[EMAIL]\",\"x\":\"ann@acme.example\"}")]
    public void PathOfItems_CoversAValueInThePlaceOfTheList(string parameters, string rewritten)
    {
        Assert.Equal(rewritten, DlpScene.Sanitized(DlpScene.Of("{id: mask, effect: sanitize, dlp: {profile: p}}", "{name: p, parameters: 'cc[*]'}").Decide(parameters)));
        Assert.Equal(rewritten, DlpScene.Sanitized(DlpScene.Of("{id: mask, effect: sanitize, dlp: {profile: default, parameters: 'cc[*]'}}").Decide(parameters)));
    }

    [Fact]
    public void NothingFound_StaysAnAllowWithoutRemark()
    {
        var decision = DlpScene.Of(All).Decide("""{"note":"none"}""");

        Assert.Equal(DecisionOutcome.Allow, decision.Outcome);
        Assert.Empty(decision.Reasons);
        Assert.Empty(decision.DlpCounts);
        Assert.True(decision.SanitizedParameters.IsEmpty);
        Assert.Equal(["p/mask", "p/use"], decision.RuleIds);
    }

    [Fact]
    public void NoParametersAtAll_AreAnAllow() => Assert.Equal(DecisionOutcome.Allow, DlpScene.Of(All).Decide("{}").Outcome);

    [Fact]
    public void NothingDemanded_NothingIsRedacted()
    {
        var decision = DlpScene.Of("{id: mask, effect: sanitize, what: {tools: other}, dlp: {profile: default}}").Decide(Contact);

        Assert.Equal((DecisionOutcome.Allow, true), (decision.Outcome, decision.SanitizedParameters.IsEmpty));
    }

    [Fact]
    public void ObservedDemand_RedactsNothingAndIsRecorded()
    {
        var decision = DlpScene.Of("{id: mask, effect: sanitize, mode: observe, dlp: {profile: default}}").Decide(Contact);

        Assert.Equal((DecisionOutcome.Allow, true), (decision.Outcome, decision.SanitizedParameters.IsEmpty));
        Assert.Equal("policy.sanitize_required", Assert.Single(decision.Observed).Reason.Code);
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
    public void ApprovalBesideARedaction_CarriesTheSanitizedParametersToo()
    {
        var decision = DlpScene.Of("{id: ask, effect: require_approval}\n" + All).Decide("""{"to":"anna.schmidt@corp.at"}""");

        Assert.Equal((DecisionOutcome.ApprovalNeeded, """{"to":"[EMAIL]"}"""), (decision.Outcome, DlpScene.Sanitized(decision)));
        Assert.Equal(["policy.approval_required", "policy.sanitize_required"], decision.Reasons.Select(reason => reason.Code));
    }

    [Fact]
    public void DeniedByPolicy_CarriesNothingOfTheParameters()
    {
        var decision = DlpScene.Of("{id: never, effect: forbid}\n" + All).Decide("""{"to":"anna.schmidt@corp.at"}""");

        Assert.Equal((DecisionOutcome.Deny, true, 0), (decision.Outcome, decision.SanitizedParameters.IsEmpty, decision.DlpCounts.Count));
        Assert.Equal(["policy.forbidden", "policy.sanitize_required"], decision.Reasons.Select(reason => reason.Code));
    }

    [Theory]
    [InlineData("replace", "[PHONE]")]
    [InlineData("replace_numbered", "[PHONE_1]")]
    [InlineData("mask", "+** *** ***4567")]
    public void Operator_IsThatOfTheProfile(string word, string rewritten) => Assert.Equal(
        $$"""{"tel":"{{rewritten}}"}""",
        DlpScene.Sanitized(DlpScene.Of("{id: mask, effect: sanitize, dlp: {profile: x}}", $"{{name: x, operator: {word}}}").Decide("""{"tel":"+43 664 1234567"}""")));

    [Fact]
    public void Hash_IsTheSameForTheSameValueOfATenant_AndOfNoOther()
    {
        var policy = DlpScene.Of("{id: mask, effect: sanitize, dlp: {profile: x}}", "{name: x, operator: hash}");

        var acme = DlpScene.Sanitized(policy.Decide("""{"a":"anna.schmidt@corp.at","b":"Anna.Schmidt@CORP.at"}"""));
        var globex = DlpScene.Sanitized(policy.Decide("""{"a":"anna.schmidt@corp.at"}""", "globex"));

        Assert.Matches("""^{"a":"(\[EMAIL#[a-p]{24}\])","b":"\1"}$""", acme);
        Assert.Matches("""^{"a":"\[EMAIL#[a-p]{24}\]"}$""", globex);
        Assert.NotEqual(acme[..38], globex[..38]);
        Assert.Equal("""{"a":"[EMAIL#""" + Letters(DlpScene.Key.DeriveRedactionKey("globex"), "anna.schmidt@corp.at"u8) + "]\"}", globex);
    }

    [Fact]
    public void Paths_OfRuleAndProfile_BothBound()
    {
        var scene = DlpScene.Of(
            "{id: mask, effect: sanitize, dlp: {profile: x, parameters: [to, \"rows[*]\", note]}}",
            "{name: x, parameters: [to, rows, cc], except: [\"rows[*].keep\"]}");

        Assert.Equal(
            """{"to":"[EMAIL]","cc":"b@corp.at","note":"c@corp.at","rows":[{"keep":"d@corp.at","mail":"[EMAIL]"},"[EMAIL]"],"rows2":["g@corp.at"]}""",
            DlpScene.Sanitized(scene.Decide("""{"to":"a@corp.at","cc":"b@corp.at","note":"c@corp.at","rows":[{"keep":"d@corp.at","mail":"e@corp.at"},"f@corp.at"],"rows2":["g@corp.at"]}""")));
    }

    [Theory]
    [InlineData("support@corp.at", "support@corp.at")]
    [InlineData("Support@Corp.at", "Support@Corp.at")]
    [InlineData("+431234567", "[PHONE]")]
    [InlineData("+43 664 1234567", "+43 664 1234567")]
    [InlineData("+43-664-123.4567", "+43-664-123.4567")]
    [InlineData("support@corp.att", "[EMAIL]")]
    [InlineData("supp\\u006frt@corp.at", "[EMAIL]")]
    [InlineData("supp\u043ert@corp.at", "[EMAIL]")]
    [InlineData("supp\u200bort@corp.at", "[EMAIL]")]
    public void AllowedValue_IsLetThroughWhereItIsWrittenPlainly(string value, string rewritten)
    {
        var decision = DlpScene.Of("{id: mask, effect: sanitize, dlp: {profile: x}}", "{name: x, allow: [support@corp.at, \"+43 (664) 1234567\"]}").Decide($$"""{"x":"{{value}}"}""");

        Assert.Equal(value == rewritten ? "" : $$"""{"x":"{{rewritten}}"}""", DlpScene.Sanitized(decision));
    }

    [Theory]
    [InlineData("info@my-company.com", "info@my-company.com")]
    [InlineData("info@mycompany.com", "[EMAIL]")]
    [InlineData("in.fo@my-company.com", "[EMAIL]")]
    [InlineData("info+x@my-company.com", "[EMAIL]")]
    [InlineData("born 1/11/1990", "born 1/11/1990")]
    [InlineData("born 1.11.1990", "born 1.11.1990")]
    [InlineData("born 11/1/1990", "born [DATE_OF_BIRTH]")]
    public void AllowedValue_IsNoOtherOfTheSameLetters(string value, string rewritten)
    {
        var decision = DlpScene.Of("{id: mask, effect: sanitize, dlp: {profile: x}}", "{name: x, allow: [info@my-company.com, 1/11/1990]}").Decide($$"""{"x":"{{value}}"}""");

        Assert.Equal(value == rewritten ? "" : $$"""{"x":"{{rewritten}}"}""", DlpScene.Sanitized(decision));
    }

    [Fact]
    public void InvisibleCharacters_AreCountedInTheDecisionAndItsAuditEntry()
    {
        var result = DlpScene.Of("{id: mask, effect: sanitize, dlp: {profile: default}}").Process("{\"to\":[\"a\u200bnn@corp.at\",\"ben@corp.at\",\"carl@co\u00adrp.at\"],\"tel\":\"+43 664 1234567\"}");

        DlpCount[] expected = [new("EMAIL", "replace", 3, "parameters.to[*]", "default", Hidden: 2), new("PHONE", "replace", 1, "parameters.tel", "default")];
        Assert.Equal(expected, result.Decision!.DlpCounts);
        var audit = Protocol.V1.AuditEntry.Parser.ParseFrom(result.Records.Single(record => record.Topic == "aegis.audit").Value!);
        Assert.Equal([2, 0], audit.DlpCounts.Select(count => count.Hidden));
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

    [Fact]
    public void WhatIsTwoThings_BecomesWhatTheStricterDemands()
    {
        var decision = DlpScene.Of("{id: mask, effect: sanitize, dlp: {profile: x}}", "{name: x, entities: [EMAIL, URL], operators: {URL: mask}}").Decide("""{"x":"https://acme.example/?to=ann@acme.example"}""");

        Assert.Equal("""{"x":"[URL]"}""", DlpScene.Sanitized(decision));
    }

    [Theory]
    [InlineData("threshold: 100", DecisionOutcome.Allow)]
    [InlineData("threshold: 100, thresholds: {PHONE: 60}", DecisionOutcome.Sanitize)]
    [InlineData("thresholds: {PHONE: 100}", DecisionOutcome.Allow)]
    [InlineData("entities: EMAIL", DecisionOutcome.Allow)]
    [InlineData("entities: PHONE", DecisionOutcome.Sanitize)]
    public void ThresholdAndEntities_AreThoseOfTheProfile(string profile, DecisionOutcome outcome) => Assert.Equal(
        outcome,
        DlpScene.Of("{id: mask, effect: sanitize, dlp: {profile: x}}", $"{{name: x, {profile}}}").Decide("""{"x":"call 415-555-2671"}""").Outcome);

    [Theory]
    [InlineData("mask", "replace", """{"tel":"[PHONE]"}""")]
    [InlineData("replace", "mask", """{"tel":"[PHONE]"}""")]
    [InlineData("mask", "replace_numbered", """{"tel":"[PHONE_1]"}""")]
    [InlineData("mask", "mask", """{"tel":"+** *** ***4567"}""")]
    [InlineData("mask, mask_keep: {first: 4, last: 2}", "mask, mask_keep: {first: 4, last: 2}", "{\"tel\":\"+43 66* *****67\"}")]
    [InlineData("mask, mask_keep: {first: 4, last: 4}", "mask, mask_keep: {first: 4}", "{\"tel\":\"+** *** *******\"}")]
    [InlineData("mask", "block", "")]
    public void SeveralProfiles_TheStrictestOperatorCounts(string one, string other, string rewritten)
    {
        var scene = DlpScene.Of(
            "{id: a, effect: sanitize, dlp: {profile: x}}\n{id: b, effect: sanitize, dlp: {profile: z}}",
            $"{{name: x, operator: {one}}}\n{{name: z, operator: {other}, entities: PHONE}}");

        Assert.Equal(rewritten, DlpScene.Sanitized(scene.Decide("""{"tel":"+43 664 1234567"}""")));
    }

    [Fact]
    public void SeveralProfiles_RedactTheUnion_AndOnlyRulesThatFoundSomethingSpeak()
    {
        var scene = DlpScene.Of(
            "{id: a, effect: sanitize, dlp: {profile: x}}\n{id: b, effect: sanitize, dlp: {profile: z, parameters: mail}}\n{id: c, effect: sanitize, dlp: {profile: default, parameters: none}}",
            "{name: x, entities: PHONE}\n{name: z, entities: EMAIL}");

        var decision = scene.Decide("""{"tel":"+43 664 1234567","mail":"a@corp.at","other":"b@corp.at"}""");

        Assert.Equal("""{"tel":"[PHONE]","mail":"[EMAIL]","other":"b@corp.at"}""", DlpScene.Sanitized(decision));
        Assert.Equal(["p/a", "p/b"], decision.Reasons.Select(reason => reason.RuleId));
    }

    [Fact]
    public void ValueAsAName_IsRedactedWithANumberAndNotToldByThePath()
    {
        var decision = DlpScene.Of(All).Decide("""{"by":{"anna.schmidt@corp.at":{"tel":"+43 664 1234567"},"otto@corp.at":2}}""");

        Assert.Equal("""{"by":{"[EMAIL_1]":{"tel":"[PHONE]"},"[EMAIL_2]":2}}""", DlpScene.Sanitized(decision));
        Assert.Equal("default: 2 EMAIL replace_numbered at parameters.by.*; default: 1 PHONE replace at parameters.by.*.tel", DlpScene.Counts(decision.DlpCounts));
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
    public void Replay_GivesTheSanitizedParametersAgain_ByteForByte()
    {
        var scene = DlpScene.Of(All);
        var first = scene.Process(Contact);
        scene.State.Commit();

        var second = scene.Process(Contact, offset: 8);

        Assert.Equal(PipelineDisposition.Replayed, second.Disposition);
        Assert.Equal("""{"to":"[EMAIL]","n":1.50e1,"items":[{"note":"call [PHONE]"},{"note":"none"}]}""", DlpScene.Sanitized(DlpScene.Read(second.Records[0])));
        Assert.Equal(DlpScene.Counts(first.Decision!.DlpCounts), DlpScene.Counts(DlpScene.Read(second.Records[0]).DlpCounts));
        Assert.Equal(DecisionOutcome.Sanitize, second.Decision!.Outcome);
    }

    [Fact]
    public void DecisionInJson_HasTheParametersAsAnObjectOnOneLine()
    {
        var record = DlpScene.Of(All, wire: WireFormat.Json).Process("{\n  \"to\": \"anna.schmidt@corp.at\",\n  \"text\": \"a \\\" b\",\t\"n\": 1.50\n}").Records[0];

        using var json = JsonDocument.Parse(record.Value);
        Assert.Equal("""{"to":"[EMAIL]","text":"a \" b","n":1.50}""", json.RootElement.GetProperty("sanitized_parameters").GetRawText());
        Assert.Equal("""[{"entity":"EMAIL","operator":"replace","count":1,"path":"parameters.to","profile":"default"}]""", json.RootElement.GetProperty("dlp_counts").GetRawText());
        Assert.Equal("""{"to":"[EMAIL]","text":"a \" b","n":1.50}""", DlpScene.Sanitized(DlpScene.Read(record)));
    }

    [Fact]
    public void ManyPlaces_AreCountedTogether_SoThatTheDecisionStaysSmall()
    {
        var members = string.Join(',', Enumerable.Range(0, 200).Select(i => $"\"f{(char)('a' + (i / 26))}{(char)('a' + (i % 26))}\":\"a@corp.at\""));

        var decision = DlpScene.Of(All).Decide($"{{{members}}}");

        Assert.Equal(65, decision.DlpCounts.Count);
        Assert.Equal(new DlpCount("EMAIL", "replace", 136, null, "default"), decision.DlpCounts[64]);
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
    public void LayerDemandsAProfileOfTheBase_ForItsTenantAlone()
    {
        const string Layer = """
            ---
            apiVersion: aegis/v1
            kind: Policy
            name: own
            tenant: acme
            rules:
              - {id: mask, effect: sanitize, dlp: {profile: mails}}
            """;
        var scene = new DlpScene($"{DlpScene.Permit}dlp_profiles:\n  - {{name: mails, entities: EMAIL, operator: mask}}\n{Layer}");

        Assert.Equal("""{"to":"****@corp.at"}""", DlpScene.Sanitized(scene.Decide("""{"to":"anna@corp.at"}""")));
        Assert.Equal(DecisionOutcome.Allow, scene.Decide("""{"to":"anna@corp.at"}""", "globex").Outcome);
    }

    [Fact]
    public void Base64InAName_IsToldByNoReason_AlsoWherePolicyNamesTheParameterThatNobodyKnows()
    {
        var scene = new DlpScene($"{DlpScene.Permit.Replace("unknown_parameters: allow", "accepts: [sku]", StringComparison.Ordinal)}  - {All}\n");

        // A number of social security and a space, of which three digits show.
        var decision = scene.Decide("""{"NTEyLTQzLTc3ODEg":1}""");

        Assert.Equal(["policy.parameter_unknown parameters.*"], decision.Reasons.Where(reason => reason.Path is not null).Select(reason => $"{reason.Code} {reason.Path}"));
    }

    private static byte[] SanitizedCommitment(OutboundRecord record, WireFormat wire)
    {
        if (wire == WireFormat.Protobuf) return Protocol.V1.AuditEntry.Parser.ParseFrom(record.Value).Commitments[1].Value.ToByteArray();
        using var json = JsonDocument.Parse(record.Value);
        return json.RootElement.GetProperty("commitments")[1].GetProperty("value").GetBytesFromBase64();
    }

    private static string Letters(byte[] key, ReadOnlySpan<byte> value) =>
        string.Concat(System.Security.Cryptography.HMACSHA256.HashData(key, value).Take(12).Select(one => $"{(char)('a' + (one >> 4))}{(char)('a' + (one & 15))}"));
}
