using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Aegis.Streams.Intents;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Publishing;
using Aegis.Streams.Tests.Vectors;
using Google.Protobuf;

namespace Aegis.Streams.Tests.Facade;

/// <summary>A case of the vectors as doors can be asked it.</summary>
/// <param name="Name">Its name, after that of its file.</param>
/// <param name="Steps">Its records, with the time at which each is decided and what is expected of it.</param>
internal sealed partial record DoorVector(string Name, IReadOnlyList<(SourceRecord Record, DateTimeOffset Time, JsonElement Expect)> Steps)
{
    private static readonly string[] Compared = ["outcome", "reasons", "rule_ids", "policy_revision", "observed", "dlp_counts", "sanitized_parameters", "environment", "reply_status", "tool", "action"];

    /// <summary>Reads the cases of a file.</summary>
    public static IEnumerable<DoorVector> Load(string file)
    {
        var cases = JsonDocument.Parse(File.ReadAllBytes(RepositoryFiles.PathOf("tests", "vectors", $"{file}.json"))).RootElement.GetProperty("cases");
        return cases.EnumerateArray()
            .Select(vector => new DoorVector($"{file}/{vector.GetProperty("name").GetString()}", [.. vector.GetProperty("steps").EnumerateArray().Select(step => Step(step, PartitionOf(vector)))]));
    }

    /// <summary>Gives a record's intent another id.</summary>
    public static SourceRecord WithId(SourceRecord record, string id) => record with
    {
        Value = record.Value is [(byte)'{', ..]
            ? Encoding.UTF8.GetBytes(IdMember.Replace(Encoding.UTF8.GetString(record.Value), $"\"id\":\"{id}\"", 1))
            : new ToolCallIntent(Message(record)) { Id = id }.ToByteArray(),
    };

    /// <summary>Reads a record's intent.</summary>
    public static ToolCallIntent Message(SourceRecord record) =>
        JsonEnvelope.TryRead(record.Value!, out var intent) is null ? intent : ToolCallIntent.Parser.ParseFrom(ProtobufFraming.Unframe(record.Value!));

    /// <summary>What is no JSON, or says so of itself, cannot come by HTTP.</summary>
    public static bool CanBePosted(SourceRecord record) =>
        record.Value is [(byte)'{' or (byte)'[' or (byte)' ' or (byte)'"' or (byte)'n', ..]
        && (record.FindHeader("content-type") is not { } type || Encoding.ASCII.GetString(type).StartsWith("application/json", StringComparison.OrdinalIgnoreCase));

    public static JsonElement ToJson(Aegis.Streams.Outcome.Decision decision) =>
        JsonDocument.Parse(new DecisionWriter(framing: null).Write(decision, Aegis.Streams.Pipeline.WireFormat.Json)).RootElement;

    /// <summary>Says where two decisions differ in what every door must say alike.</summary>
    public static IEnumerable<string> Differences(string place, JsonElement one, JsonElement other)
    {
        var (left, right) = (Part(one), Part(other));
        foreach (var name in Compared)
            if (left.GetValueOrDefault(name) != right.GetValueOrDefault(name)) yield return $"{place} says {name} {right.GetValueOrDefault(name)}, not {left.GetValueOrDefault(name)}";
    }

    public static void AssertExpected(string name, JsonElement expect, JsonElement decision)
    {
        if (!expect.TryGetProperty("decision", out var expected)) return;
        foreach (var member in new[] { "outcome", "reasons", "rule_ids", "observed", "reply_status" })
            if (expected.TryGetProperty(member, out var value)) JsonSubset.AssertContains(value, decision.GetProperty(member), $"{name}: {member}");
    }

    public static bool IsDecided(JsonElement expect) => expect.GetProperty("disposition").GetString() is "decided" or "replayed";

    [GeneratedRegex("\"id\":\"[^\"]*\"")]
    private static partial Regex IdMember { get; }

    private static Dictionary<string, string> Part(JsonElement decision) =>
        Compared.Where(name => decision.TryGetProperty(name, out _)).ToDictionary(name => name, name => decision.GetProperty(name).GetRawText().Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal));

    private static int PartitionOf(JsonElement vector) => vector.TryGetProperty("partition", out var partition) ? partition.GetInt32() : 0;

    private static (SourceRecord Record, DateTimeOffset Time, JsonElement Expect) Step(JsonElement step, int partition) =>
        (VectorRecord.Read(step.GetProperty("record"), partition), step.TryGetProperty("decision_time", out var at) ? at.GetDateTimeOffset() : VectorFixture.DecisionTime, step.GetProperty("expect"));
}
