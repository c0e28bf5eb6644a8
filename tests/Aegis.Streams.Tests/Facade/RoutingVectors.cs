using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Tests.Facade;

/// <summary>The vectors of routing by every door. Only a record can stand in a wrong partition, or be marked as forwarded: what a caller says of that is not heard.</summary>
internal static class RoutingVectors
{
    /// <summary>How many partitions the intents of the scene have.</summary>
    public const int Partitions = 4;

    private const string OnlyOnTheLog = "routing/misrouted_twice";

    /// <summary>Asks them all.</summary>
    /// <param name="scene">A scene of <see cref="Partitions"/> partitions, with a route for no egress target.</param>
    public static async Task AssertAlikeAsync(FacadeScene scene)
    {
        using var doors = new VectorDoors(scene);
        var vectors = DoorVector.Load("routing").ToList();
        Assert.Equal(["own_partition", "misrouted", "misrouted_twice", "mark_in_the_right_partition", "unreadable_is_not_forwarded"], vectors.Select(vector => vector.Name["routing/".Length..]));
        var records = vectors.Select(vector => vector.Steps[0].Record).ToList();
        var published = records.Select((record, i) => ($"k-{i}", IsReadable(record) ? DoorVector.WithId(record, $"k-{i}") : record)).ToList();
        var byLog = await Task.Run(() => doors.ByLog(published, records.Count(IsReadable)));
        var differences = new List<string>();
        for (var i = 0; i < records.Count; i++)
        {
            foreach (var isIdempotent in new[] { false, true })
            {
                if (!IsReadable(records[i]))
                {
                    Assert.Equal("intents.invalid_json", (await doors.ByHttpAsync(records[i], isIdempotent: false)).GetProperty("code").GetString());
                    continue;
                }

                var expected = byLog[vectors[i].Name == OnlyOnTheLog ? "k-0" : $"k-{i}"];
                differences.AddRange(DoorVector.Differences($"{vectors[i].Name}: http", expected, await doors.ByHttpAsync(DoorVector.WithId(records[i], $"h-{i}-{isIdempotent}"), isIdempotent)));
                differences.AddRange(DoorVector.Differences($"{vectors[i].Name}: grpc", expected, await doors.ByGrpcAsync(DoorVector.WithId(records[i], $"g-{i}-{isIdempotent}"), isIdempotent)));
                var byEnvoy = await doors.ByEnvoyAsync(DoorVector.Message(DoorVector.WithId(records[i], $"e-{i}-{isIdempotent}")), "/v/0", isIdempotent);
                if (EnvoyVectors.Fault(vectors[i].Name, expected, byEnvoy) is { } fault) differences.Add(fault);
            }
        }

        Assert.Empty(differences);
        Assert.Equal(["allow", "allow", "deny", "allow"], Enumerable.Range(0, 4).Select(i => byLog[$"k-{i}"].GetProperty("outcome").GetString()));
        Assert.Equal("intents.misrouted", byLog["k-2"].GetProperty("reasons")[0].GetProperty("code").GetString());
    }

    private static bool IsReadable(SourceRecord record) => record.Value!.Length > 1;
}
