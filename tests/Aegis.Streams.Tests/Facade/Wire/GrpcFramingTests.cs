using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;

namespace Aegis.Streams.Tests.Facade.Wire;

/// <summary>Messages of gRPC in frames of HTTP/2, right and wrong: every one is answered, by the status that the protocol has for it.</summary>
public sealed class GrpcFramingTests(FacadeDoors doors) : IClassFixture<FacadeDoors>
{
    private static readonly byte[] Message = GrpcDoorTests.Ask("framed").ToByteArray();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task AMessageInManyFrames_IsOneMessage(int bytes) => Assert.Equal("200/0", await AskAsync(WireCall.Frame(Message), bytes));

    [Theory]
    [InlineData("nothing", "200/13")]
    [InlineData("two messages", "200/13")]
    [InlineData("bytes behind the message", "200/13")]
    [InlineData("cut in the head", "200/13")]
    [InlineData("cut in the message", "200/13")]
    [InlineData("flag 2", "200/13")]
    [InlineData("flag 255", "200/13")]
    [InlineData("no protobuf", "200/13")]
    [InlineData("length over the limit", "200/8")]
    [InlineData("the longest length", "200/13")]
    [InlineData("compressed without encoding", "200/13")]
    [InlineData("an empty message", "200/3")]
    public async Task ABodyThatIsNoMessage_IsRefused(string body, string status) => Assert.Equal(status, await AskAsync(body switch
    {
        "nothing" => [],
        "two messages" => [.. WireCall.Frame(Message), .. WireCall.Frame(Message)],
        "bytes behind the message" => [.. WireCall.Frame(Message), 0, 0],
        "cut in the head" => [0, 0, 0],
        "cut in the message" => WireCall.Frame(Message)[..^1],
        "flag 2" => WireCall.Frame(Message, flag: 2),
        "flag 255" => WireCall.Frame(Message, flag: 255),
        "no protobuf" => WireCall.Frame([0xff, 0xff, 0xff]),
        "length over the limit" => WireCall.Frame([1, 2, 3], length: (4 << 20) + 1),
        "the longest length" => WireCall.Frame([1, 2, 3], length: uint.MaxValue),
        "compressed without encoding" => WireCall.Frame(WireCall.Gzip(Message), flag: 1),
        _ => WireCall.Frame([]),
    }));

    [Fact]
    public async Task ALengthOverTheLimit_IsRefusedWhileNothingOfTheMessageHasCome()
    {
        using var connection = await WireConnection.ConnectAsync(doors.Scene.Grpc);
        await connection.OpenAsync(1, ends: false, WireCall.Headers(FacadeScene.Token));
        await connection.SendDataAsync(1, ends: false, WireCall.Frame([], length: 5 << 20));
        Assert.Equal("200/8", (await connection.ReadAnswerAsync(1)).Summary);
    }

    [Theory]
    [InlineData("gzip", 1, "200/0")]
    [InlineData("gzip", 0, "200/0")]
    [InlineData("identity", 0, "200/0")]
    [InlineData("identity", 1, "200/13")]
    [InlineData("snappy", 1, "200/12")]
    [InlineData("br", 1, "200/12")]
    public async Task AnEncoding_IsTakenOrRefused(string encoding, byte flag, string status)
    {
        using var connection = await WireConnection.ConnectAsync(doors.Scene.Grpc);
        await connection.OpenAsync(1, ends: false, WireCall.Headers(FacadeScene.Token, others: [("grpc-encoding", encoding)]));
        await WireCall.SendAsync(connection, 1, WireCall.Frame(flag == 0 ? Message : WireCall.Gzip(Message), flag));
        var answer = await connection.ReadAnswerAsync(1);
        Assert.Equal(status, answer.Summary);
        if (status == "200/12") Assert.Contains("gzip", answer.Find("grpc-accept-encoding")!.Split(','));
        if (status == "200/12") Assert.DoesNotContain(encoding, answer.Find("grpc-accept-encoding")!.Split(','));
    }

    [Fact]
    public async Task BrokenCompression_IsRefused()
    {
        var broken = WireCall.Gzip(Message);
        broken[broken.Length / 2] ^= 0xff;
        Assert.Equal("200/13", await AskAsync(WireCall.Frame(broken, flag: 1), others: ("grpc-encoding", "gzip")));
        Assert.Equal("200/13", await AskAsync(WireCall.Frame([1, 2, 3, 4], flag: 1), others: ("grpc-encoding", "gzip")));
    }

    [Fact]
    public async Task ABomb_IsRefusedAtTheLimit() =>
        Assert.Equal("200/8", await AskAsync(WireCall.Frame(WireCall.Bomb(512), flag: 1), others: ("grpc-encoding", "gzip")));

    [Fact]
    public async Task ABombOfAGibibyte_IsRefusedAtTheLimit()
    {
        // Larger than the window of a stream: by a client that waits for more of it.
        using var client = new HttpClient { BaseAddress = doors.Scene.Grpc };
        using var request = new HttpRequestMessage(HttpMethod.Post, WireCall.Decide) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Content = new ByteArrayContent(WireCall.Frame(WireCall.Bomb(1024), flag: 1));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", FacadeScene.Token);
        request.Headers.Add("te", "trailers");
        request.Headers.Add("grpc-encoding", "gzip");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(["8"], response.Headers.TryGetValues("grpc-status", out var status) ? status : response.TrailingHeaders.GetValues("grpc-status"));
    }

    [Fact]
    public async Task AnAnswer_IsHeadersAMessageAndTrailers()
    {
        using var connection = await WireConnection.ConnectAsync(doors.Scene.Grpc);
        await connection.OpenAsync(1, ends: false, WireCall.Headers(FacadeScene.Token));
        await WireCall.SendAsync(connection, 1, WireCall.Frame(Message));
        var answer = await connection.ReadAnswerAsync(1);
        Assert.Equal((2, "application/grpc", "0"), (answer.HeaderBlocks, answer.Find("content-type"), answer.Find("grpc-status")));
        var body = answer.Body.ToArray();
        Assert.Equal((0, body.Length - 5), (body[0], (body[1] << 24) | (body[2] << 16) | (body[3] << 8) | body[4]));
    }

    [Theory]
    [InlineData(null, WireCall.Decide, "200/16")]
    [InlineData("guess", WireCall.Decide, "200/16")]
    [InlineData(FacadeScene.Token, "/aegis.v1.DecisionService/Other", "200/12")]
    [InlineData(FacadeScene.Token, "/aegis.v1.Other/Decide", "200/12")]
    public async Task ARefusalBeforeTheHandler_IsTrailersOnly(string? token, string path, string status)
    {
        using var connection = await WireConnection.ConnectAsync(doors.Scene.Grpc);
        await connection.OpenAsync(1, ends: false, WireCall.Headers(token, path));
        await WireCall.SendAsync(connection, 1, WireCall.Frame(Message));
        var answer = await connection.ReadAnswerAsync(1);
        Assert.Equal((status, 1, 0), (answer.Summary, answer.HeaderBlocks, answer.Body.Length));
    }

    [Fact]
    public async Task ACallerWhoSendsNoBody_IsRefusedWithoutOne()
    {
        using var connection = await WireConnection.ConnectAsync(doors.Scene.Grpc);
        await connection.OpenAsync(1, ends: false, WireCall.Headers("guess"));
        Assert.Equal("200/16", (await connection.ReadAnswerAsync(1)).Summary);
    }

    private async Task<string> AskAsync(byte[] body, int frameBytes = 16_384, params (string Name, string Value)[] others)
    {
        using var connection = await WireConnection.ConnectAsync(doors.Scene.Grpc);
        await connection.OpenAsync(1, ends: false, WireCall.Headers(FacadeScene.Token, others: others));
        await WireCall.SendAsync(connection, 1, body, frameBytes);
        return (await connection.ReadAnswerAsync(1)).Summary;
    }
}
