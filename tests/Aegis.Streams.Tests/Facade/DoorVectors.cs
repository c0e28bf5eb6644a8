namespace Aegis.Streams.Tests.Facade;

/// <summary>The vectors through every door of a scene: Kafka, gRPC and HTTP, stateless and stateful, give the same decision, or refuse with the same code and place.</summary>
internal static class DoorVectors
{
    // Those of routing need partitions: RoutingVectors asks them.
    private static readonly string[] Files = ["intents", "identity", "policy", "catalog", "dlp", "publishing"];

    /// <summary>Asks them all.</summary>
    public static async Task AssertAlikeAsync(FacadeScene scene)
    {
        using var doors = new VectorDoors(scene);
        var vectors = Files.SelectMany(DoorVector.Load).Where(vector => vector.Steps.Count == 1).Select(vector => (vector.Name, vector.Steps[0].Record, vector.Steps[0].Expect)).ToList();
        var published = vectors.Select((vector, i) => ($"k-{i}", DoorVector.IsDecided(vector.Expect) ? DoorVector.WithId(vector.Record, $"k-{i}") : vector.Record)).ToList();
        var byLog = await Task.Run(() => doors.ByLog(published, vectors.Count(vector => DoorVector.IsDecided(vector.Expect))));
        var differences = new List<string>();
        var (decided, refused) = (0, 0);
        for (var i = 0; i < vectors.Count; i++)
        {
            var (name, record, expect) = vectors[i];
            if (byLog.TryGetValue($"k-{i}", out var decision))
            {
                decided++;
                DoorVector.AssertExpected(name, expect, decision);
                foreach (var isIdempotent in new[] { false, true })
                {
                    var way = isIdempotent ? "stateful" : "stateless";
                    if (DoorVector.CanBePosted(record))
                        differences.AddRange(DoorVector.Differences($"{name}: http {way}", decision, await doors.ByHttpAsync(DoorVector.WithId(record, $"h-{way}-{i}"), isIdempotent)));
                    differences.AddRange(DoorVector.Differences($"{name}: grpc {way}", decision, await doors.ByGrpcAsync(DoorVector.WithId(record, $"g-{way}-{i}"), isIdempotent)));
                }
            }
            else if (DoorVector.CanBePosted(record))
            {
                refused++;
                var code = expect.GetProperty("dead_letter").GetProperty("aegis.dlq.error_code").GetString();
                var problem = await doors.ByHttpAsync(record, isIdempotent: false);
                if (!problem.TryGetProperty("status", out var status) || status.GetInt32() != 400 || problem.GetProperty("code").GetString() != code) differences.Add($"{name}: http gave {problem.GetRawText()} for {code}");
            }
        }

        Assert.Empty(differences);
        Assert.Empty(scene.ReadAll("globex.replies")); // Which the intents of acme asked for.
        Assert.Equal((80, 12), (decided, refused));
    }
}
