namespace Aegis.Streams.Tests.Facade;

/// <summary>The vectors of routing by every door. Only a record can stand in a wrong partition, or be marked as forwarded: what a caller says of that is not heard.</summary>
internal static class RoutingVectors
{
    /// <summary>How many partitions the intents of the scene have.</summary>
    public const int Partitions = 4;

    private const string Own = "routing/own_partition";
    private const string OnlyOnTheLog = "routing/misrouted_twice";
    private const string Unreadable = "routing/unreadable_is_not_forwarded";

    /// <summary>Asks them all.</summary>
    /// <param name="scene">A scene of <see cref="Partitions"/> partitions, with a route for no egress target.</param>
    public static async Task AssertAlikeAsync(FacadeScene scene)
    {
        using var doors = new VectorDoors(scene);
        var vectors = DoorVector.Load("routing").ToDictionary(vector => vector.Name, vector => vector.Steps[0]);
        Assert.Equal([Own, "routing/misrouted", OnlyOnTheLog, "routing/mark_in_the_right_partition", Unreadable], vectors.Keys);
        var published = vectors.Select(vector => (vector.Key, vector.Key == Unreadable ? vector.Value.Record : DoorVector.WithId(vector.Value.Record, vector.Key.Replace('/', '-')))).ToList();
        var byLog = await Task.Run(() => doors.ByLog(published, vectors.Count - 1));
        var differences = new List<string>();
        foreach (var (name, (record, _, expect)) in vectors.Where(vector => vector.Key != Unreadable))
        {
            DoorVector.AssertExpected(name, expect, byLog[name]);
            var expected = byLog[name == OnlyOnTheLog ? Own : name];
            foreach (var isIdempotent in new[] { false, true })
            {
                var id = $"{name.Replace('/', '-')}-{isIdempotent}";
                differences.AddRange(DoorVector.Differences($"{name}: http", expected, await doors.ByHttpAsync(DoorVector.WithId(record, $"h-{id}"), isIdempotent)));
                differences.AddRange(DoorVector.Differences($"{name}: grpc", expected, await doors.ByGrpcAsync(DoorVector.WithId(record, $"g-{id}"), isIdempotent)));
                if (EnvoyVectors.Fault(name, expected, await doors.ByEnvoyAsync(DoorVector.WithId(record, $"e-{id}"), "/v/0", isIdempotent)) is { } fault) differences.Add(fault);
            }
        }

        Assert.Empty(differences);
        Assert.Equal("allow", byLog["routing/misrouted"].GetProperty("outcome").GetString()); // Forwarded, and decided where it belongs.
        var code = vectors[Unreadable].Expect.GetProperty("dead_letter").GetProperty("aegis.dlq.error_code").GetString();
        Assert.Equal(code, (await doors.ByHttpAsync(vectors[Unreadable].Record, isIdempotent: false)).GetProperty("code").GetString());
        Assert.Equal(code, System.Text.Encoding.ASCII.GetString(Assert.Single(scene.Read(scene.Topics.DeadLetters, 1)).FindHeader("aegis.dlq.error_code")!));
    }
}
