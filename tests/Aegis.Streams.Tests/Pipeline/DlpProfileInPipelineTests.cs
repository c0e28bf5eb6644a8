using Aegis.Streams.Outcome;

namespace Aegis.Streams.Tests.Pipeline;

/// <summary>What the profiles that rules demand say: what is looked for, where, and what becomes of it.</summary>
public sealed class DlpProfileInPipelineTests
{
    private const string Contact = """{ "to" : "anna.schmidt@corp.at",  "n":1.50e1, "items":[{"note":"call +43 664 1234567"},{"note":"none"}]}""";

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

    [Theory]
    [InlineData("{\"cc\":[\"ann@acme.example\"],\"x\":\"ann@acme.example\"}", "{\"cc\":[\"[EMAIL]\"],\"x\":\"ann@acme.example\"}")]
    [InlineData("{\"cc\":\"ann@acme.example\",\"x\":\"ann@acme.example\"}", "{\"cc\":\"[EMAIL]\",\"x\":\"ann@acme.example\"}")]
    public void PathOfItems_CoversAValueInThePlaceOfTheList(string parameters, string rewritten)
    {
        Assert.Equal(rewritten, DlpScene.Sanitized(DlpScene.Of("{id: mask, effect: sanitize, dlp: {profile: p}}", "{name: p, parameters: 'cc[*]'}").Decide(parameters)));
        Assert.Equal(rewritten, DlpScene.Sanitized(DlpScene.Of("{id: mask, effect: sanitize, dlp: {profile: default, parameters: 'cc[*]'}}").Decide(parameters)));
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
    [InlineData("https://ann:4111-1111-1111-1111@db.acme.example/x")]
    [InlineData("password=4111-1111-1111-1111x9Qz")]
    public void WhatIsBlocked_IsBlockedInAnotherValueToo(string text) => Assert.Equal(
        DecisionOutcome.Deny,
        DlpScene.Of("{id: mask, effect: sanitize, dlp: {profile: x}}", "{name: x, operators: {CREDIT_CARD: block}}").Decide($$"""{"text":"{{text}}"}""").Outcome);

    [Fact]
    public void ReservedValues_AreLetThroughWhereTheProfileSaysSo() => Assert.Equal(
        """{"tel":["202-555-0143","[PHONE]"],"host":["10.0.0.7","[IP_ADDRESS]"]}""",
        DlpScene.Sanitized(DlpScene.Of("{id: mask, effect: sanitize, dlp: {profile: x}}", "{name: x, reserved: keep}").Decide("""{"tel":["202-555-0143","202-556-0143"],"host":["10.0.0.7","8.8.4.4"]}""")));

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

    private static string Letters(byte[] key, ReadOnlySpan<byte> value) =>
        string.Concat(System.Security.Cryptography.HMACSHA256.HashData(key, value).Take(12).Select(one => $"{(char)('a' + (one >> 4))}{(char)('a' + (one & 15))}"));
}
