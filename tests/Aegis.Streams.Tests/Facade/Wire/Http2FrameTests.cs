using Google.Protobuf;

namespace Aegis.Streams.Tests.Facade.Wire;

/// <summary>Frames that break HTTP/2: the connection ends with the code that the protocol has for it, and others go on.</summary>
public sealed class Http2FrameTests(FacadeDoors doors) : IClassFixture<FacadeDoors>
{
    private static readonly byte[] Call = HeaderBlock.Write(WireCall.Headers(FacadeScene.Token));

    [Theory]
    [InlineData("a frame longer than agreed", "goaway 6")]
    [InlineData("data without a stream", "goaway 1")]
    [InlineData("data on a stream that was never opened", "goaway 1")]
    [InlineData("headers on an even stream", "goaway 1")]
    [InlineData("headers between headers", "goaway 1")]
    [InlineData("another stream's continuation", "goaway 1")]
    [InlineData("a continuation of nothing", "goaway 1")]
    [InlineData("a block that is no HPACK", "goaway 9")]
    [InlineData("an index of the table that is empty", "goaway 9")]
    [InlineData("a ping of 7 bytes", "goaway 6")]
    [InlineData("settings of 5 bytes", "goaway 6")]
    [InlineData("settings of a stream", "goaway 1")]
    [InlineData("a window of 2^31", "goaway 3")]
    [InlineData("a window update that overflows", "goaway 3")]
    [InlineData("a window update of 0", "goaway 1")]
    [InlineData("a pushed stream", "goaway 1")]
    [InlineData("a preface that is none", "goaway 1")]
    public async Task AFrameThatBreaksTheProtocol_EndsTheConnection(string frame, string end)
    {
        using var connection = await WireConnection.ConnectAsync(doors.Scene.Grpc);
        await (frame switch
        {
            "a frame longer than agreed" => connection.SendAsync(WireFrame.Headers, WireFrame.EndHeaders, 1, new byte[16_385]),
            "data without a stream" => connection.SendAsync(WireFrame.Data, 0, 0, 1),
            "data on a stream that was never opened" => connection.SendAsync(WireFrame.Data, 0, 5, 1),
            "headers on an even stream" => connection.SendAsync(WireFrame.Headers, WireFrame.EndHeaders, 2, Call),
            "headers between headers" => SendTwoAsync(connection, WireFrame.Headers, 3),
            "another stream's continuation" => SendTwoAsync(connection, WireFrame.Continuation, 3),
            "a continuation of nothing" => connection.SendAsync(WireFrame.Continuation, WireFrame.EndHeaders, 1, Call),
            "a block that is no HPACK" => connection.SendAsync(WireFrame.Headers, WireFrame.EndHeaders, 1, 0, 127, 255, 255, 255, 255, 255),
            "an index of the table that is empty" => connection.SendAsync(WireFrame.Headers, WireFrame.EndHeaders, 1, 0xff, 0x80, 0x01),
            "a ping of 7 bytes" => connection.SendAsync(WireFrame.Ping, 0, 0, new byte[7]),
            "settings of 5 bytes" => connection.SendAsync(WireFrame.Settings, 0, 0, new byte[5]),
            "settings of a stream" => connection.SendAsync(WireFrame.Settings, 0, 1),
            "a window of 2^31" => connection.SendAsync(WireFrame.Settings, 0, 0, 0, 4, 0x80, 0, 0, 0),
            "a window update that overflows" => connection.SendAsync(WireFrame.WindowUpdate, 0, 0, 0x7f, 0xff, 0xff, 0xff),
            "a window update of 0" => connection.SendAsync(WireFrame.WindowUpdate, 0, 0, 0, 0, 0, 0),
            "a pushed stream" => connection.SendAsync(5, WireFrame.EndHeaders, 1, 0, 0, 0, 2),
            _ => BeginWronglyAsync(),
        });
        if (frame != "a preface that is none") Assert.Equal(end, (await connection.ReadAnswerAsync(1)).Summary);
        using var other = await WireConnection.ConnectAsync(doors.Scene.Grpc);
        await other.OpenAsync(1, ends: false, WireCall.Headers(FacadeScene.Token));
        await WireCall.SendAsync(other, 1, WireCall.Frame(GrpcDoorTests.Ask("beside").ToByteArray()));
        Assert.Equal("200/0", (await other.ReadAnswerAsync(1)).Summary);

        async Task BeginWronglyAsync()
        {
            using var plain = await PlainConnection.ConnectAsync(doors.Scene.Grpc);
            await plain.SendAsync("PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n");
            await plain.ReadToEndAsync();
        }
    }

    [Fact]
    public async Task FramesThatSayNothing_ChangeNothing()
    {
        using var connection = await WireConnection.ConnectAsync(doors.Scene.Grpc);
        await connection.SendAsync(0x42, 0xff, 0, 1, 2, 3);
        await connection.SendAsync(2, 0, 1, 0, 0, 0, 0, 16);
        await connection.SendAsync(WireFrame.Settings, 0, 0, 0xff, 0xff, 1, 2, 3, 4);
        await connection.OpenAsync(1, ends: false, WireCall.Headers(FacadeScene.Token));
        await connection.SendAsync(0x42, 0xff, 1, 1, 2, 3);
        await WireCall.SendAsync(connection, 1, WireCall.Frame(GrpcDoorTests.Ask("patient").ToByteArray()));
        Assert.Equal("200/0", (await connection.ReadAnswerAsync(1)).Summary);
    }

    [Fact]
    public async Task AStreamMoreThanTheLimit_IsRefusedAndMayBeTriedAgain()
    {
        using var connection = await WireConnection.ConnectAsync(doors.Scene.Grpc);
        for (var stream = 1; stream <= 501; stream += 2) await connection.SendAsync(WireFrame.Headers, WireFrame.EndHeaders, stream, Call);
        Assert.Equal("reset 7", (await connection.ReadAnswerAsync(501)).Summary);
        await WireCall.SendAsync(connection, 1, WireCall.Frame(GrpcDoorTests.Ask("first").ToByteArray()));
        Assert.Equal("200/0", (await connection.ReadAnswerAsync(1)).Summary);
    }

    private static async Task SendTwoAsync(WireConnection connection, byte second, int stream)
    {
        await connection.SendAsync(WireFrame.Headers, 0, 1, Call);
        await connection.SendAsync(second, WireFrame.EndHeaders, stream, Call);
    }
}
