using System.Text.Json;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Tests.Facade;

/// <summary>The vectors of several steps through every door of a scene: the same id again gets the same decision, or is refused, whoever asks and by which door.</summary>
internal static class DoorHistories
{
    private static readonly string[] Files = ["idempotency", "policy", "publishing", "dlp"];

    /// <summary>Asks them all.</summary>
    /// <param name="scene">A scene of one partition.</param>
    /// <param name="clock">Its clock.</param>
    public static async Task AssertAlikeAsync(FacadeScene scene, HeldClock clock)
    {
        using var doors = new VectorDoors(scene);
        var vectors = Files.SelectMany(DoorVector.Load).Where(vector => vector.Steps.Count > 1).ToList();
        Assert.Equal(17, vectors.Count);
        var published = vectors.SelectMany((vector, i) => vector.Steps.Select((step, s) => (step.Time, Id: $"k-{i}-{s}", Record: Named(step.Record, $"k-{i}")))).ToList();
        var byLog = new Dictionary<string, JsonElement>();
        foreach (var moment in published.GroupBy(step => step.Time).OrderBy(steps => steps.Key))
        {
            clock.Now = moment.Key;
            byLog = await Task.Run(() => doors.ByLog([.. moment.Select(step => (step.Id, step.Record))], byLog.Count + moment.Count()));
        }

        var (differences, byEnvoy) = (new List<string>(), 0);
        for (var i = 0; i < vectors.Count; i++)
        {
            var steps = vectors[i].Steps;
            var log = steps.Select((_, s) => byLog[$"k-{i}-{s}"]).ToList();
            for (var s = 0; s < steps.Count; s++) DoorVector.AssertExpected(vectors[i].Name, steps[s].Expect, log[s]);
            Compare($"{vectors[i].Name}: grpc", log, await AskAsync(vectors[i], "g", record => doors.ByGrpcAsync(record, isIdempotent: true)));
            if (steps.All(step => DoorVector.CanBePosted(step.Record))) Compare($"{vectors[i].Name}: http", log, await AskAsync(vectors[i], "h", record => doors.ByHttpAsync(record, isIdempotent: true)));

            if (!steps.All(step => EnvoyVectors.CanCarry(DoorVector.Message(step.Record)) && DoorVector.Message(step.Record).EgressTarget.Length == 0)) continue;
            byEnvoy++;
            var answers = await AskAsync(vectors[i], "e", record => doors.ByEnvoyAsync(record, "/v/0", isIdempotent: true));
            differences.AddRange(answers.Select((answer, s) => EnvoyVectors.Fault($"{vectors[i].Name} step {s}", log[s], answer)).OfType<string>());
            if (!Repeats(log).SequenceEqual(Repeats(answers.Select(answer => answer.DynamicMetadata.Fields["decision_id"].StringValue)))) differences.Add($"{vectors[i].Name}: ext_authz repeats other steps");
        }

        Assert.Empty(differences);
        Assert.Equal(13, byEnvoy);

        async Task<List<T>> AskAsync<T>(DoorVector vector, string door, Func<SourceRecord, Task<T>> ask)
        {
            var answers = new List<T>();
            foreach (var (record, time, _) in vector.Steps)
            {
                clock.Now = time;
                answers.Add(await ask(Named(record, $"{door}-{vectors.IndexOf(vector)}")));
            }

            return answers;
        }

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
