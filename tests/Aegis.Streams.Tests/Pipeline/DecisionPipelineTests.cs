using System.Text;
using Aegis.Streams.Catalog;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.State;
using Aegis.Streams.Tests.Vectors;
using CsCheck;

namespace Aegis.Streams.Tests.Pipeline;

public sealed class DecisionPipelineTests
{
    private const string Quote =
        """{"id":"i-1","tenant":"acme","agent":"sales-composer","tool":"pricing-api","action":"generate_quote","parameters":{"sku":"SKU-000123","discount_percent":5},"reply_topic":"acme.replies"}""";

    private static readonly VectorFixture Fixture = VectorFixture.Load();
    private static readonly DecisionPipeline Pipeline = new(new PipelineOptions(), new IntentReader(new IntentLimits()), Fixture.Key);

    /// <summary>Intents, most of them with something wrong, and bytes that are none.</summary>
    private static readonly Gen<byte[]> AnyValue = Gen.Frequency(
        (1, Gen.Byte.Array[0, 300]),
        (2, Gen.Select(Gen.Int[0, Quote.Length - 1], Gen.Byte).Array[1, 3].Select(Mutate)),
        (3, Gen.Select(
                Gen.OneOf("acme", "globex", "initech", "ACME", ""),
                Gen.OneOf("sales-composer", "retired-agent", "unlisted-agent", "stranger"),
                Gen.OneOf("pricing-api", "crm", "x"),
                Gen.OneOf("generate_quote", "read_account"),
                Gen.OneOf("5", "25", "40", "\"5\"", "null", "-1", "1e400", "5,\"sku\":1"),
                Gen.OneOf("SKU-000123", "SKU-000200", "GX-1", "none", "\\ud800"))
            .Select((tenant, agent, tool, action, discount, sku) => Encoding.UTF8.GetBytes(
                $$$"""{"id":"i","tenant":"{{{tenant}}}","agent":"{{{agent}}}","tool":"{{{tool}}}","action":"{{{action}}}","parameters":{"sku":"{{{sku}}}","discount_percent":{{{discount}}}}}"""))));

    [Fact]
    public void AnyRecord_IsOneDecisionOrOneDeadLetterWithOneAuditEntry() =>
        AnyValue.Sample(value =>
        {
            var result = Pipeline.Process(Record(value), Fixture.Inputs, new KeyedState());

            Assert.Null(result.Fault);
            Assert.Single(result.Records, record => record.Topic == "aegis.audit");
            Assert.Single(result.Records, record => record.Topic is "aegis.decisions" or "aegis.dlq");
            Assert.Equal(result.Decision is null, result.Disposition == PipelineDisposition.DeadLettered);
        });

    [Fact]
    public void AnyRecord_IsAllowedOnlyByARuleForARegisteredAgent() =>
        AnyValue.Sample(value =>
        {
            if (Pipeline.Process(Record(value), Fixture.Inputs, new KeyedState()).Decision is not { Outcome: DecisionOutcome.Allow } decision) return;
            Assert.Contains(decision.Tenant, (string[])["acme", "globex"]);
            Assert.Equal("sales-composer", decision.Agent);
            Assert.Contains((decision.Tool, decision.Action), ((string, string)[])[("pricing-api", "generate_quote"), ("crm", "read_account")]);
            Assert.True(decision.AgentRecord!.Found);
            Assert.Equal(decision.Tool == "crm", decision.CatalogRecords.Count == 0);
        });

    [Fact]
    public void SameRecordInputsAndState_GiveTheSameBytes() =>
        AnyValue.Sample(value => AssertSame(
            Pipeline.Process(Record(value), Fixture.Inputs, new KeyedState()),
            Pipeline.Process(Record([.. value]), Fixture.Inputs with { }, new KeyedState())));

    [Fact]
    public void ReplayAfterReplay_GivesTheSameBytes() =>
        AnyValue.Sample(value =>
        {
            var state = new KeyedState();
            var first = Pipeline.Process(Record(value), Fixture.Inputs, state);
            if (first.Decision is null) return;
            state.Commit();
            var second = Pipeline.Process(Record(value, offset: 2), Fixture.Inputs, state);
            var third = Pipeline.Process(Record(value, offset: 3), Fixture.Inputs, state);

            Assert.Equal(PipelineDisposition.Replayed, second.Disposition);
            Assert.Equal(first.Decision.DecisionId, second.Decision!.DecisionId);
            AssertSame(second, third);
        });

    [Fact]
    public void WhatOtherTenantsHave_ChangesNoDecision() =>
        Gen.Select(AnyValue, AnyValue.Array[0, 4]).Sample((value, others) =>
        {
            var alone = Pipeline.Process(Record(value), Fixture.Inputs, new KeyedState());
            if (alone.Decision is not { Tenant: "acme" }) return;
            var state = new KeyedState();
            foreach (var other in others)
                if (Pipeline.Process(Record(other, offset: 9), Fixture.Inputs, new KeyedState()).Decision is { Tenant: not "acme" })
                    Pipeline.Process(Record(other, offset: 9), Fixture.Inputs, state);
            var crowded = Fixture.Inputs with
            {
                Catalog = Fixture.Inputs.Catalog.Apply([ForeignItem("none"), ForeignItem("SKU-000123")], Fixture.Inputs.Catalog.Positions),
                Agents = Fixture.Inputs.Agents.Apply([ForeignAgent("stranger"), ForeignAgent("sales-composer")], Fixture.Inputs.Agents.Positions),
            };

            AssertSame(alone, Pipeline.Process(Record(value), crowded, state));
        });

    [Fact]
    public void StageThatFails_DeniesWithItsNameAndLeavesTheStateAlone()
    {
        var state = new KeyedState();
        state.Put([.. "reply/acme/sales-composer/i-1"u8], [0xff], expiresAt: null);
        state.Commit();

        var result = Pipeline.Process(Record(Encoding.UTF8.GetBytes(Quote)), Fixture.Inputs, state);

        Assert.NotNull(result.Fault);
        Assert.Equal(DecisionOutcome.Deny, result.Decision!.Outcome);
        Assert.Equal(("pipeline.internal_error", "intents"), (result.Decision.Reasons[0].Code, result.Decision.Reasons[0].Path));
        Assert.Equal(["aegis.decisions", "acme.replies", "aegis.audit"], result.Records.Select(record => record.Topic));
        Assert.False(state.HasChanges);
    }

    [Fact]
    public void EmptyPolicySet_DeniesWhatWasAllowed()
    {
        var inputs = Fixture.Inputs with { Policy = PolicySnapshot.Empty };

        var result = Pipeline.Process(Record(Encoding.UTF8.GetBytes(Quote)), inputs, new KeyedState());

        Assert.Equal(DecisionOutcome.Deny, result.Decision!.Outcome);
        Assert.Equal("policy.no_policy", result.Decision.Reasons[0].Code);
    }

    [Fact]
    public void NoPolicySetAtAll_DeniesWithItsOwnCodeUnderTheRevisionOfTheEmptySet()
    {
        var inputs = Fixture.Inputs with { Policy = null };

        var result = Pipeline.Process(Record(Encoding.UTF8.GetBytes(Quote)), inputs, new KeyedState());

        Assert.Equal(DecisionOutcome.Deny, result.Decision!.Outcome);
        Assert.Equal("policy.no_policy", Assert.Single(result.Decision.Reasons).Code);
        Assert.Equal(PolicySnapshot.Empty.Revision, result.Decision.PolicyRevision);
    }

    [Fact]
    public void RecordSetAside_IsADeadLetterThatTellsNoExceptionMessage()
    {
        var result = Pipeline.SetAside(Record([1, 2]), new InvalidOperationException("secret"), VectorFixture.DecisionTime);

        Assert.Equal("pipeline.poison_record", result.DeadLetterCode);
        Assert.Equal(["aegis.dlq", "aegis.audit"], result.Records.Select(record => record.Topic));
        Assert.DoesNotContain(
            result.Records[0].Headers, header => Encoding.UTF8.GetString(header.Value!).Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public void RecordSetAsideWithoutItsContent_SaysSoAndKeepsItsPlace()
    {
        var result = Pipeline.SetAside(Record([1, 2]), new InvalidOperationException("refused"), VectorFixture.DecisionTime, omitContent: true);

        var letter = result.Records[0];
        Assert.Null(letter.Key);
        Assert.Null(letter.Value);
        Assert.Equal(["true"], letter.Headers.Where(header => header.Name == "aegis.dlq.content_omitted").Select(header => Encoding.UTF8.GetString(header.Value!)));
        Assert.Contains(letter.Headers, header => header.Name == "aegis.dlq.source_offset");
        Assert.DoesNotContain(letter.Headers, header => !header.Name.StartsWith("aegis.dlq.", StringComparison.Ordinal));
    }

    [Fact]
    public void NoOutputButTheDeadLetterHoldsTheParameters()
    {
        const string Secret = "anna.schmidt@example.com";
        var value = Encoding.UTF8.GetBytes(Quote.Replace("SKU-000123", Secret, StringComparison.Ordinal));

        var result = Pipeline.Process(Record(value), Fixture.Inputs, new KeyedState());

        Assert.All(result.Records, record => Assert.Equal(-1, record.Value.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Secret))));
    }

    private static void AssertSame(PipelineResult expected, PipelineResult actual)
    {
        Assert.Equal(expected.Disposition, actual.Disposition);
        Assert.Equal(expected.Records.Count, actual.Records.Count);
        foreach (var (left, right) in expected.Records.Zip(actual.Records))
        {
            Assert.Equal((left.Topic, left.Partition), (right.Topic, right.Partition));
            Assert.Equal(left.Key, right.Key);
            Assert.Equal(left.Value, right.Value);
            Assert.Equal(left.Headers.Select(Text), right.Headers.Select(Text));
        }
    }

    private static string Text(RecordHeader header) => $"{header.Name}={Convert.ToHexString(header.Value ?? [])}";

    private static SourceRecord Record(byte[] value, long offset = 1) => new()
    {
        Topic = "aegis.intents",
        Partition = 0,
        Offset = offset,
        Timestamp = VectorFixture.RecordTime,
        IsLogAppendTime = true,
        Value = value,
    };

    private static byte[] Mutate((int Position, byte Value)[] changes)
    {
        var bytes = Encoding.UTF8.GetBytes(Quote);
        foreach (var (position, value) in changes) bytes[position] = value;
        return bytes;
    }

    private static TableChange<CatalogItem> ForeignItem(string sku)
    {
        var item = new CatalogItem { Tenant = "evil", Sku = sku, State = CatalogItemState.Active };
        return new(new CatalogItemCodec().EncodeKey(item), new TableRow<CatalogItem>(item, 0, 1, new byte[32]));
    }

    private static TableChange<AgentRegistration> ForeignAgent(string name)
    {
        var agent = new AgentRegistration { Tenant = "evil", Agent = name, IsEnabled = true };
        return new(new AgentRegistrationCodec().EncodeKey(agent), new TableRow<AgentRegistration>(agent, 0, 1, new byte[32]));
    }
}
