using System.Diagnostics;
using Aegis.Streams.Tests.Facade.Wire;

namespace Aegis.Streams.IntegrationTests.Floods;

/// <summary>Floods of HTTP/2: memory stays bounded, others are answered, and the connection ends or is held back.</summary>
public sealed class Http2FloodTests(FloodedFacade facade) : IClassFixture<FloodedFacade>
{
    // The process needs about 150 MiB without any flood.
    private const int MostMiB = 700;
    private const int ChunkFrames = 500;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    [Theory]
    [InlineData("rapid reset")]
    [InlineData("rapid reset of calls with a body")]
    [InlineData("pings")]
    [InlineData("settings")]
    [InlineData("empty data")]
    [InlineData("window updates")]
    [InlineData("priorities")]
    [InlineData("continuations")]
    [InlineData("empty continuations")]
    [InlineData("unknown frames")]
    public async Task AFlood_IsBorne(string flood)
    {
        using var connection = await WireConnection.ConnectAsync(facade.Grpc);
        if (flood is "empty data") await connection.OpenAsync(1, ends: false, WireCall.Headers(facade.Token));
        if (flood.EndsWith("continuations", StringComparison.Ordinal)) await connection.SendAsync(WireFrame.Headers, 0, 1, HeaderBlock.Write(WireCall.Headers(facade.Token)));
        var flooding = Task.Run(() => FloodAsync(connection, flood));
        var longest = TimeSpan.Zero;
        do
        {
            // Others are answered while it lasts, and once more when it is over.
            if (await facade.AskBesideAsync() is var took && took > longest) longest = took;
        }
        while (!flooding.IsCompleted);
        var sent = await flooding;
        await facade.AskBesideAsync();
        TestContext.Current.TestOutputHelper?.WriteLine($"{flood}: {sent} frames, {facade.PeakMiB} MiB at most, others waited {longest.TotalMilliseconds:0} ms at most");
        Assert.InRange(facade.PeakMiB, 1, MostMiB);
        if (flood is "rapid reset" or "rapid reset of calls with a body" or "continuations") Assert.InRange(sent, 1, 60_000);
    }

    [Fact]
    public async Task HeadersThatGrowByTheTable_AreRefused()
    {
        using var connection = await WireConnection.ConnectAsync(facade.Grpc);

        // One entry of 4,000 bytes, and then a byte for each of its 12,000 copies: 48 MB of headers.
        byte[] entry = [0x40, 1, (byte)'x', 0x7f, .. Length(3_900 - 127), .. Enumerable.Repeat((byte)'v', 3_900)];
        byte[] block = [.. HeaderBlock.Write(WireCall.Headers(facade.Token)), .. entry, .. Enumerable.Repeat((byte)0xbe, 12_000)];
        await connection.SendAsync(WireFrame.Headers, WireFrame.EndHeaders | WireFrame.EndStream, 1, block);
        var answer = await connection.ReadAnswerAsync(1);
        Assert.True(answer.Summary is "431" or "goaway 11" or "goaway 9" or "goaway 1", answer.Summary);
        await facade.AskBesideAsync();
        Assert.InRange(facade.PeakMiB, 1, MostMiB);
    }

    [Fact]
    public async Task BombsAtOnce_AreRefusedAtTheLimit()
    {
        // As large as one window takes on the wire: nobody sends more before the refusal.
        var bomb = WireCall.Frame(WireCall.Bomb(512), flag: 1);
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            using var connection = await WireConnection.ConnectAsync(facade.Grpc);
            await connection.OpenAsync(1, ends: false, WireCall.Headers(facade.Token, others: ("grpc-encoding", "gzip")));
            await WireCall.SendAsync(connection, 1, bomb);
            return (await connection.ReadAnswerAsync(1)).Summary;
        }));
        Assert.All(answers, answer => Assert.Equal("200/8", answer));
        await facade.AskBesideAsync();
        Assert.InRange(facade.PeakMiB, 1, MostMiB);
    }

    [Fact]
    public async Task WhoNeverSendsAMessage_IsCutOffInTime_AndWhoNeverReadsHindersNobody()
    {
        var clock = Stopwatch.StartNew();
        var held = new List<WireConnection>();
        try
        {
            // Windows of no byte: the answers can never go out. Such a connection lives until it is old.
            for (var i = 0; i < 20; i++) held.Add(await NeverReadAsync());
            var slow = Enumerable.Range(0, 40).Select(_ => NeverSendAsync()).ToList();
            await facade.AskBesideAsync();
            var ends = await Task.WhenAll(slow);
            Assert.Contains("cut", ends);

            // What is beyond the share of one caller is refused at once.
            Assert.Empty(ends.Distinct().Except(["cut", "200/8"]));
            Assert.InRange(clock.Elapsed.TotalSeconds, 0, 30);
            await facade.AskBesideAsync();
            Assert.InRange(facade.PeakMiB, 1, MostMiB);
        }
        finally
        {
            foreach (var connection in held) connection.Dispose();
        }

        async Task<WireConnection> NeverReadAsync()
        {
            var connection = await WireConnection.ConnectAsync(facade.Grpc, (4, 0));
            for (var stream = 1; stream < 500; stream += 2)
            {
                await connection.OpenAsync(stream, ends: false, WireCall.Headers(null, "/grpc.health.v1.Health/Check"));
                await WireCall.SendAsync(connection, stream, WireCall.Frame([]));
            }

            return connection;
        }

        // 250 calls a connection, whose messages never come.
        async Task<string> NeverSendAsync()
        {
            using var connection = await WireConnection.ConnectAsync(facade.Grpc);
            for (var stream = 1; stream < 500; stream += 2) await connection.OpenAsync(stream, ends: false, WireCall.Headers(facade.Token));
            return (await connection.ReadAnswerAsync(1)).Summary;
        }
    }

    private static IEnumerable<byte> Length(int rest)
    {
        for (; rest >= 128; rest >>= 7) yield return (byte)((rest & 127) | 128);
        yield return (byte)rest;
    }

    /// <summary>Sends frames as fast as they are taken, until 100,000 are sent, the connection is closed, or time is up.</summary>
    private async Task<int> FloodAsync(WireConnection connection, string flood)
    {
        var headers = HeaderBlock.Write(WireCall.Headers(facade.Token));
        var (sent, stream, clock) = (0, 1, Stopwatch.StartNew());
        try
        {
            for (; sent < 100_000 && clock.Elapsed < Longest; sent += ChunkFrames)
            {
                using var chunk = new MemoryStream();
                for (var i = 0; i < ChunkFrames; i++, stream += 2) chunk.Write(Frames(flood, stream, headers));
                await connection.WriteAsync(chunk.ToArray()).WaitAsync(Longest);
            }
        }
        catch (Exception end) when (end is IOException or TimeoutException)
        {
            // Closed, or held back.
        }

        return sent;
    }

    private static byte[] Frames(string flood, int stream, byte[] headers) => flood switch
    {
        "rapid reset" => [.. Frame(WireFrame.Headers, WireFrame.EndHeaders | WireFrame.EndStream, stream, headers), .. Frame(WireFrame.Reset, 0, stream, 0, 0, 0, 8)],
        "rapid reset of calls with a body" =>
        [
            .. Frame(WireFrame.Headers, WireFrame.EndHeaders, stream, headers), .. Frame(WireFrame.Data, WireFrame.EndStream, stream, 0, 0, 0, 0, 0), .. Frame(WireFrame.Reset, 0, stream, 0, 0, 0, 8),
        ],
        "pings" => Frame(WireFrame.Ping, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8),
        "settings" => Frame(WireFrame.Settings, 0, 0, 0, 4, 0, 1, 0, 0),
        "empty data" => Frame(WireFrame.Data, 0, 1),
        "window updates" => Frame(WireFrame.WindowUpdate, 0, 0, 0, 0, 0, 1),
        "priorities" => Frame(2, 0, stream, 0, 0, 0, 0, 16),
        "continuations" => Frame(WireFrame.Continuation, 0, 1, HeaderBlock.Write(("x", new string('v', 1000)))),
        "empty continuations" => Frame(WireFrame.Continuation, 0, 1),
        _ => Frame(0x42, 0, stream, new byte[100]),
    };

    private static byte[] Frame(byte type, int flags, int stream, params byte[] payload) => new WireFrame(type, (byte)flags, stream, payload).ToBytes();
}
