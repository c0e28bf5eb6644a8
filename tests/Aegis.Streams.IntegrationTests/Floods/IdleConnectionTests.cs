using System.Diagnostics;
using Aegis.Streams.Tests.Facade.Wire;

namespace Aegis.Streams.IntegrationTests.Floods;

/// <summary>Very many connections that do nothing, or little.</summary>
public sealed class IdleConnectionTests(FloodedFacade facade) : IClassFixture<FloodedFacade>
{
    private const int Connections = 10_000;
    private const int MostMiB = 900;

    [Fact]
    public async Task TenThousandIdleConnections_CostLittleAndHinderNobody()
    {
        var before = facade.PeakMiB;
        var held = new List<IDisposable>(Connections);
        try
        {
            for (var i = 0; i < Connections / 2; i++)
            {
                held.Add(await WireConnection.ConnectAsync(facade.Grpc));
                held.Add(await PlainConnection.ConnectAsync(facade.Http));
            }

            var asked = await facade.AskBesideAsync();
            TestContext.Current.TestOutputHelper?.WriteLine($"{Connections} idle connections: {facade.PeakMiB - before} MiB more, {facade.PeakMiB} MiB in all; beside them {asked.TotalMilliseconds:0} ms");
            Assert.InRange(facade.PeakMiB, 1, MostMiB);
            Assert.InRange(asked.TotalSeconds, 0, 5);
        }
        finally
        {
            foreach (var connection in held) connection.Dispose();
        }

        await facade.AskBesideAsync();
    }

    [Fact]
    public async Task WhoSendsHeadersOrABodyByDrops_IsCutOffInTime()
    {
        var clock = Stopwatch.StartNew();
        var slow = Enumerable.Range(0, 200).Select(i => DripAsync(i % 2 == 0
            ? "POST /v1/decide HTTP/1.1\r\nhost: a\r\nx-drop: "
            : $"POST /v1/decide HTTP/1.1\r\nhost: a\r\nauthorization: Bearer {facade.Token}\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{{")).ToList();
        await facade.AskBesideAsync();
        var answers = await Task.WhenAll(slow);
        Assert.All(answers, answer => Assert.Matches("^(HTTP/1.1 (408|400) |$)", answer));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 25);

        async Task<string> DripAsync(string start)
        {
            using var connection = await PlainConnection.ConnectAsync(facade.Http);
            await connection.SendAsync(start);
            var answer = connection.ReadAnswerAsync();
            using var drops = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
            while (!answer.IsCompleted && await drops.WaitForNextTickAsync(TestContext.Current.CancellationToken))
            {
                try
                {
                    await connection.SendAsync("x");
                }
                catch (IOException)
                {
                    break; // Cut off.
                }
            }

            return await answer;
        }
    }
}
