using System.Globalization;
using Google.Protobuf;

namespace Aegis.Streams.Tests.Facade.Wire;

/// <summary>Deadlines that pass just when the answer is there: a call ends once, by the one or by the other.</summary>
public sealed class DeadlineRaceTests(FacadeDoors doors) : IClassFixture<FacadeDoors>
{
    private const int Streams = 200;
    private const int Rounds = 50;

    [Fact]
    public async Task ThousandsOfCalls_EndOnceEach_AndLeaveNothingUnderWay()
    {
        var ends = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var round = 0; round < Rounds; round++)
        {
            using var connection = await WireConnection.ConnectAsync(doors.Scene.Grpc);
            await connection.SendAsync(WireFrame.WindowUpdate, 0, 0, WireConnection.Number(1 << 24));
            for (var i = 0; i < Streams; i++)
            {
                var timeout = string.Create(CultureInfo.InvariantCulture, $"{200 + (i * 400)}u");
                await connection.OpenAsync((2 * i) + 1, ends: false, WireCall.Headers(FacadeScene.Token, others: ("grpc-timeout", timeout)));
                await WireCall.SendAsync(connection, (2 * i) + 1, WireCall.Frame(GrpcDoorTests.Ask($"race-{round}-{i}").ToByteArray()));
            }

            // Each stream ends by its trailers, or by a reset where the deadline came before any answer; one of them, once.
            var ended = new HashSet<int>();
            while (ended.Count < Streams)
            {
                var frame = await connection.ReadAsync();
                Assert.NotNull(frame);
                if (frame.Ends) Count(frame.Stream, $"status {HeaderBlock.Read(frame.Payload).Single(header => header.Name == "grpc-status").Value}");
                else if (frame.Type == WireFrame.Reset && !ended.Contains(frame.Stream)) Count(frame.Stream, "reset");
            }

            void Count(int stream, string end)
            {
                Assert.True(ended.Add(stream), $"Stream {stream} ended twice.");
                ends[end] = ends.GetValueOrDefault(end) + 1;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", ends.Select(end => $"{end.Key}: {end.Value}")));
        Assert.Equal(Streams * Rounds, ends.Values.Sum());
        Assert.Subset(new HashSet<string> { "status 0", "status 4", "reset" }, ends.Keys.ToHashSet());
        await doors.Scene.UntilAsync(() => doors.Scene.Facade.Decider.UnderWay == 0);
    }
}
