using System.Text;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;
using CsCheck;
using Google.Protobuf;
using WireFormat = Aegis.Streams.Pipeline.WireFormat;

namespace Aegis.Streams.Tests.Publishing;

public sealed class DecisionReaderTests
{
    private static readonly Decision Full = new()
    {
        DecisionId = "id",
        IntentId = "i-1",
        Tenant = "acme",
        Agent = "a",
        Tool = "t",
        Action = "x",
        Outcome = DecisionOutcome.ApprovalNeeded,
        Reasons = [new Reason("policy.discount_over_limit", "parameters.discount_percent", "25", "Ask \"finance\" – now.", "rule"), new Reason("x.y")],
        PolicyRevision = "ab",
        AgentRecord = new TableReference("agents", "acme/a", Found: true, 1, 2, new byte[] { 1, 2 }),
        CatalogRecords = [new TableReference("catalog", "acme/s", Found: false, 3, 4, default)],
        CreatedAt = DateTimeOffset.UnixEpoch,
        ReceivedAt = DateTimeOffset.UnixEpoch.AddTicks(1),
        DecidedAt = DateTimeOffset.UnixEpoch.AddMilliseconds(1500),
        Replayed = true,
        SourceTopic = "aegis.intents",
        SourcePartition = 5,
        SourceOffset = long.MaxValue,
        ReplyStatus = ReplyStatus.TooLarge,
        TraceParent = "00-1",
        Observed = [new Finding(DecisionOutcome.Deny, new Reason("policy.forbidden", RuleId: "observed") { Observed = "absent", Message = "Not here.", Docs = "https://docs.example" })],
        Environment = "production",
        RuleIds = ["acme/quotes/limit", "quotes/quote"],
        SanitizedParameters = "{\"to\":\"[EMAIL]\"}"u8.ToArray(),
        DlpCounts = [new DlpCount("EMAIL", "replace", 2, "parameters.to", "default"), new DlpCount("PHONE", "mask", 3, null, "mails", 2)],
    };

    [Theory]
    [InlineData(WireFormat.Json)]
    [InlineData(WireFormat.Protobuf)]
    public void EveryField_ComesBack(WireFormat format)
    {
        var read = Read(new DecisionWriter(framing: null).Write(Full, format))!;

        Assert.Equal(Full.Reasons, read.Reasons);
        Assert.Equal(Full.Observed, read.Observed);
        Assert.Equal(["acme/quotes/limit", "quotes/quote"], read.RuleIds);
        Assert.Equal(Full.DlpCounts, read.DlpCounts);
        Assert.Equal("{\"to\":\"[EMAIL]\"}", Encoding.UTF8.GetString(read.SanitizedParameters.Span));
        Assert.Equal([1, 2], read.AgentRecord!.ContentHash.ToArray());
        Assert.Equal("acme/s", read.CatalogRecords[0].Key);
        Assert.Equal(
            Full with { AgentRecord = null, CatalogRecords = [] },
            read with { Reasons = Full.Reasons, AgentRecord = null, CatalogRecords = [], Observed = Full.Observed, RuleIds = Full.RuleIds, SanitizedParameters = Full.SanitizedParameters, DlpCounts = Full.DlpCounts });
    }

    [Fact]
    public void ObservationWithoutAReason_IsReadAllTheSame()
    {
        var contract = Protocol.V1.Decision.Parser.ParseFrom(DecisionWriter.WriteMessage(Full));
        contract.Observed[0].Reason = null;

        Assert.Equal("", Assert.Single(Read(contract.ToByteArray())!.Observed).Reason.Code);
    }

    [Fact]
    public void OutcomeOfALaterVersion_IsADeny()
    {
        var json = Encoding.UTF8.GetString(new DecisionWriter(framing: null).Write(Full, WireFormat.Json));

        Assert.Equal(DecisionOutcome.Deny, Read(Encoding.UTF8.GetBytes(json.Replace("approval_needed", "escalate", StringComparison.Ordinal)))!.Outcome);
    }

    [Fact]
    public void AnyBytes_AreADecisionOrNull() =>
        Gen.Select(Gen.Bool, Gen.Int[0, 400], Gen.Byte, Gen.Byte.Array[0, 60]).Sample((isJson, position, change, noise) =>
        {
            var value = new DecisionWriter(framing: null).Write(Full, isJson ? WireFormat.Json : WireFormat.Protobuf);
            value[position % value.Length] = change;
            Read(value);
            Read(noise);
        });

    private static Decision? Read(byte[] value) =>
        DecisionReader.Read(new SourceRecord { Topic = "t", Partition = 0, Offset = 0, Timestamp = default, Value = value });
}
