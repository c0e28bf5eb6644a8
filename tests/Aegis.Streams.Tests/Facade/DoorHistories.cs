using System.Text.Json;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Server.Envoy.Protocol;

namespace Aegis.Streams.Tests.Facade;

/// <summary>The vectors of several steps through every door of a scene: the same id again gets the same decision, or is refused, whoever asks and by which door.</summary>
internal static class DoorHistories
{
    private static readonly string[] Files = ["idempotency", "policy", "publishing", "dlp"];

    /// <summary>Asks them all.</summary>
    public static async Task AssertAlikeAsync(FacadeScene scene)
    {
        using var doors = new VectorDoors(scene);
        var vectors = Files.SelectMany(DoorVector.Load).Where(vector => vector.Steps.Count > 1).ToList();
        Assert.Equal(16, vectors.Count);
        var published = vectors.SelectMany((vector, i) => vector.Steps.Select((step, s) => ($"k-{i}-{s}", Named(step.Record, $"k-{i}")))).ToList();
        var byLog = await Task.Run(() => doors.ByLog(published, published.Count));
        var (differences, byEnvoy) = (new List<string>(), 0);
        for (var i = 0; i < vectors.Count; i++)
        {
            var steps = vectors[i].Steps;
            var log = steps.Select((_, s) => byLog[$"k-{i}-{s}"]).ToList();
            for (var s = 0; s < steps.Count; s++) DoorVector.AssertExpected(vectors[i].Name, steps[s].Expect, log[s]);
            var grpc = new List<JsonElement>();
            foreach (var (record, _) in steps) grpc.Add(await doors.ByGrpcAsync(Named(record, $"g-{i}"), isIdempotent: true));
            Compare($"{vectors[i].Name}: grpc", log, grpc);
            if (steps.All(step => DoorVector.CanBePosted(step.Record)))
            {
                var http = new List<JsonElement>();
                foreach (var (record, _) in steps) http.Add(await doors.ByHttpAsync(Named(record, $"h-{i}"), isIdempotent: true));
                Compare($"{vectors[i].Name}: http", log, http);
            }

            if (!steps.All(step => EnvoyVectors.CanCarry(DoorVector.Message(step.Record)) && DoorVector.Message(step.Record).EgressTarget.Length == 0)) continue;
            byEnvoy++;
            var answers = new List<CheckResponse>();
            foreach (var (record, _) in steps) answers.Add(await doors.ByEnvoyAsync(DoorVector.Message(Named(record, $"e-{i}")), "/v/0", isIdempotent: true));
            differences.AddRange(answers.Select((answer, s) => EnvoyVectors.Fault($"{vectors[i].Name} step {s}", log[s], answer)).OfType<string>());
            if (!Repeats(log).SequenceEqual(Repeats(answers.Select(answer => answer.DynamicMetadata.Fields["decision_id"].StringValue)))) differences.Add($"{vectors[i].Name}: ext_authz repeats other steps");
        }

        Assert.Empty(differences);
        Assert.Equal(12, byEnvoy);

        void Compare(string place, List<JsonElement> one, List<JsonElement> other)
        {
            for (var s = 0; s < one.Count; s++)
            {
                differences.AddRange(DoorVector.Differences($"{place} step {s}", one[s], other[s]));
                if (IsReplayed(one[s]) != IsReplayed(other[s])) differences.Add($"{place} step {s} says replayed {IsReplayed(other[s])}");
            }

            if (!Repeats(one).SequenceEqual(Repeats(other))) differences.Add($"{place} repeats other steps");
        }
    }

    private static bool IsReplayed(JsonElement decision) => decision.GetProperty("replayed").GetBoolean();

    /// <summary>Finds for each step the first one that had its decision id.</summary>
    private static IEnumerable<int> Repeats(IEnumerable<JsonElement> decisions) => Repeats(decisions.Select(decision => decision.GetProperty("decision_id").GetString()!));

    private static IEnumerable<int> Repeats(IEnumerable<string> ids)
    {
        var all = ids.ToList();
        return all.Select(id => all.IndexOf(id));
    }

    /// <summary>Keeps apart what different doors are asked: the ids of a history stay the same among each other.</summary>
    private static SourceRecord Named(SourceRecord record, string prefix) => DoorVector.WithId(record, $"{prefix}-{DoorVector.Message(record).Id}");
}
