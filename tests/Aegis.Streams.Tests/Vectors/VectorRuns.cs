using System.Text.Json;
using Aegis.Streams.Intents;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;
using Aegis.Streams.State;

namespace Aegis.Streams.Tests.Vectors;

/// <summary>What the pipeline makes of every record of `tests/vectors`, for tests that judge its outputs as a whole.</summary>
internal static class VectorRuns
{
    private static readonly VectorFixture Fixture = VectorFixture.Load();

    /// <summary>Runs all cases; each result comes with the record that led to it.</summary>
    public static IEnumerable<(SourceRecord Record, PipelineResult Result)> Run(WireFormat wire, ProtobufFraming? framing = null) =>
        Directory.EnumerateFiles(RepositoryFiles.PathOf("tests", "vectors"), "*.json").Order(StringComparer.Ordinal).SelectMany(Cases)
            .SelectMany(vector => RunCase(vector, new PipelineOptions { Wire = wire, Framing = framing }));

    /// <summary>Reads the input records of all cases, in order.</summary>
    public static IEnumerable<SourceRecord> Records() =>
        Directory.EnumerateFiles(RepositoryFiles.PathOf("tests", "vectors"), "*.json").Order(StringComparer.Ordinal).SelectMany(Cases)
            .SelectMany(vector => vector.GetProperty("steps").EnumerateArray())
            .Select(step => VectorRecord.Read(step.GetProperty("record"), Fixture.Inputs.Partition));

    private static IEnumerable<JsonElement> Cases(string file)
    {
        var root = JsonDocument.Parse(File.ReadAllBytes(file)).RootElement;
        return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("cases", out var cases) ? cases.EnumerateArray() : [];
    }

    private static IEnumerable<(SourceRecord Record, PipelineResult Result)> RunCase(JsonElement vector, PipelineOptions options)
    {
        var pipeline = new DecisionPipeline(options, new IntentReader(new IntentLimits()), Fixture.Key);
        var state = new KeyedState();
        foreach (var step in vector.GetProperty("steps").EnumerateArray())
        {
            var record = VectorRecord.Read(step.GetProperty("record"), Fixture.Inputs.Partition);
            yield return (record, pipeline.Process(record, Fixture.Inputs, state));
            state.Commit();
        }
    }
}
