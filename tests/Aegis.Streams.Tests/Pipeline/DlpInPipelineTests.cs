using System.Text;
using System.Text.Json;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Tests.Pipeline;

/// <summary>What becomes of an intent in whose parameters something is found, or nothing.</summary>
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
    public void ApprovalBesideARedaction_CarriesTheSanitizedParametersToo()
    {
        var decision = DlpScene.Of("{id: ask, effect: require_approval}\n" + All).Decide("""{"to":"anna.schmidt@corp.at"}""");

        Assert.Equal((DecisionOutcome.ApprovalNeeded, """{"to":"[EMAIL]"}"""), (decision.Outcome, DlpScene.Sanitized(decision)));
        Assert.Equal(["policy.approval_required", "policy.sanitize_required"], decision.Reasons.Select(reason => reason.Code));
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
    public void ValueAsAName_IsRedactedWithANumberAndNotToldByThePath()
    {
        var decision = DlpScene.Of(All).Decide("""{"by":{"anna.schmidt@corp.at":{"tel":"+43 664 1234567"},"otto@corp.at":2}}""");

        Assert.Equal("""{"by":{"[EMAIL_1]":{"tel":"[PHONE]"},"[EMAIL_2]":2}}""", DlpScene.Sanitized(decision));
        Assert.Equal("default: 2 EMAIL replace_numbered at parameters.by.*; default: 1 PHONE replace at parameters.by.*.tel", DlpScene.Counts(decision.DlpCounts));
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

    private static byte[] SanitizedCommitment(OutboundRecord record, WireFormat wire)
    {
        if (wire == WireFormat.Protobuf) return Protocol.V1.AuditEntry.Parser.ParseFrom(record.Value).Commitments[1].Value.ToByteArray();
        using var json = JsonDocument.Parse(record.Value);
        return json.RootElement.GetProperty("commitments")[1].GetProperty("value").GetBytesFromBase64();
    }
}
