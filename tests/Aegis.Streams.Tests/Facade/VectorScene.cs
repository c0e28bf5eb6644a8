using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Server.Hosting;
using Aegis.Streams.Tests.Vectors;

namespace Aegis.Streams.Tests.Facade;

/// <summary>A scene whose clock stands at the decision time of the vectors.</summary>
internal static class VectorScene
{
    /// <summary>Starts a scene, and asserts in it.</summary>
    /// <param name="assert">What to assert.</param>
    /// <param name="host">Where its facade listens, and what it offers; <see langword="null"/>: gRPC and HTTP on loopback.</param>
    /// <param name="on">The broker; <see langword="null"/>: an embedded one.</param>
    /// <param name="partitions">How many partitions its intents have.</param>
    public static async Task RunAsync(Func<FacadeScene, HeldClock, Task> assert, FacadeHostOptions? host = null, KafkaConnection? on = null, int partitions = 1)
    {
        var clock = new HeldClock(VectorFixture.DecisionTime);
        await using var scene = await FacadeScene.StartAsync(partitions, host: host, on: on, time: clock);
        await assert(scene, clock);
    }
}
