using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aegis.Streams.Contracts;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Tests.Vectors;
using CsCheck;

namespace Aegis.Streams.Tests.Contracts;

public sealed class ContractSchemasTests
{
    /// <summary>What is wrong with a text, or with how its numbers and names are spelled, no schema can see.</summary>
    private static readonly string[] Inexpressible =
        [ReasonCodes.DuplicateKey, ReasonCodes.TooDeep, ReasonCodes.NumberTooLong, ReasonCodes.InvalidUtf8, ReasonCodes.TooLarge];

    private static readonly IntentReader Reader = new(new IntentLimits());

    [Fact]
    public void EveryOutputOfTheVectors_IsValidAndHasNoFieldBeyondTheContract()
    {
        var records = VectorRuns.Run(WireFormat.Json).SelectMany(run => run.Result.Records).ToList();
        foreach (var record in records.Where(record => record.Topic == "aegis.audit")) SchemaValidation.AssertValid("AuditEntry", record.Value!);
        var decisions = records.Where(record => record.Topic is "aegis.decisions" or "acme.replies" && IsJson(record)).ToList();
        foreach (var decision in decisions) SchemaValidation.AssertValid("Decision", decision.Value!);
        Assert.InRange(decisions.Count, 80, 1000);
    }

    [Fact]
    public void JsonIntentsOfTheVectors_AreValidExactlyIfTheReaderTakesThem()
    {
        var (taken, refused) = (0, 0);
        foreach (var (record, _) in VectorRuns.Run(WireFormat.Json))
        {
            if (Parse(record) is not { } intent) continue;
            var fault = Fault(record);
            if (fault is not null && Inexpressible.Contains(fault.Code)) continue;
            Assert.True((fault is null) == SchemaValidation.IsValid("ToolCallIntent", intent), $"{fault?.Code} {intent.ToJsonString()}");
            _ = fault is null ? taken++ : refused++;
        }

        Assert.InRange(taken, 60, 1000);
        Assert.Equal(11, refused);
    }

    [Fact]
    public void AnyIntent_IsValidExactlyIfTheReaderTakesIt() => IntentCases.Any.Sample(
        intent =>
        {
            var value = Encoding.UTF8.GetBytes(intent);
            var record = new SourceRecord { Topic = "aegis.intents", Partition = 0, Offset = 0, Timestamp = VectorFixture.RecordTime, Value = value };
            var fault = Fault(record);
            Assert.True((fault is null) == SchemaValidation.IsValid("ToolCallIntent", JsonNode.Parse(intent)), $"{fault} {intent}");
        },
        iter: 10_000);

    [Fact]
    public void FieldThatItsCommentCallsRequired_IsRequired()
    {
        string[] messages = ["ToolCallIntent", "Decision", "Reason", "TableReference", "SourcePosition", "Obligation", "AuditEntry", "Commitment", "AgentRegistration", "DeadLetterHeaders"];
        var fields = ContractFiles.All.SelectMany(file => file.Descriptor.MessageTypes)
            .Where(message => messages.Contains(message.Name)).SelectMany(message => message.Fields.InDeclarationOrder()).ToList();
        Assert.Empty(fields.Where(field =>
            field.Declaration.LeadingComments.TrimEnd().EndsWith("Required.", StringComparison.Ordinal)
            && !ContractBounds.Of(field.ContainingType.Name, field.Name).IsRequired).Select(field => field.FullName));
        Assert.Empty(fields.Where(field => field.Declaration.LeadingComments.Length == 0).Select(field => field.FullName));
    }

    [Fact]
    public void Enums_AreInLowerCaseWithoutTheirPrefix()
    {
        var decision = ContractSchemas.WriteAll().Single(pair => pair.Key == "Decision").Value;

        Assert.Equal("""["allow","sanitize","approval_needed","deny"]""", decision["properties"]!["outcome"]!["enum"]!.ToJsonString());
    }

    private static bool IsJson(OutboundRecord record) => record.Value![0] == '{';

    private static IntentFault? Fault(SourceRecord record)
    {
        var reading = Reader.Read(record);
        return reading.IsReadable ? Reader.ReadParameters(reading.Intent, new ParameterTable()) : reading.Fault;
    }

    private static JsonNode? Parse(SourceRecord record)
    {
        if (record.Value is not [(byte)'{', ..] || record.FindHeader("content-type")?.AsSpan().IndexOf("json"u8) < 0) return null;
        try
        {
            var intent = JsonNode.Parse(record.Value);
            _ = intent!.ToJsonString(); // Names that occur twice are found only here.
            return intent;
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
