using Google.Protobuf;

namespace Aegis.Streams.Tests.Facade.Wire;

/// <summary>Headers of calls of gRPC, right and wrong.</summary>
public sealed class GrpcHeaderTests(FacadeDoors doors) : IClassFixture<FacadeDoors>
{
    private static readonly byte[] Body = WireCall.Frame(GrpcDoorTests.Ask("headed").ToByteArray());

    [Theory]
    [InlineData("application/grpc", "200/0")]
    [InlineData("application/grpc+proto", "200/0")]
    [InlineData("application/grpc+proto;x=y", "200/0")]
    [InlineData("application/grpc;charset=utf-8", "200/0")]
    [InlineData("application/grpc-web", "415/13")]
    [InlineData("application/grpc-web+proto", "415/13")]
    [InlineData("application/grpcx", "415/13")]
    [InlineData("application/json", "415/13")]
    [InlineData("", "415/13")]
    public async Task AContentType_IsThatOfGrpcOrRefusedAsHttpDoes(string type, string status) => Assert.Equal(status, await AskAsync(("content-type", type)));

    [Theory]
    [InlineData("te", "")]
    [InlineData("user-agent", "strange/1.0")]
    [InlineData(":authority", "")]
    [InlineData("x-text", "a,b, c")]
    [InlineData("x-bytes-bin", "q6ur")]
    [InlineData("x-bytes-bin", "no base64!")]
    [InlineData("x-latin", "gr\u00fc\u00dfe")]
    [InlineData("grpc-unknown", "1")]
    [InlineData("cookie", "a=b")]
    public async Task AHeaderThatSaysNothingToUs_ChangesNothing(string name, string value) => Assert.Equal("200/0", await AskAsync((name, value)));

    [Theory]
    [InlineData("/AEGIS.V1.DecisionService/Decide", "200/12")]
    [InlineData("/aegis.v1.DecisionService/decide", "200/12")]
    [InlineData("/aegis.v1.DecisionService/Decide/", "200/12")]
    [InlineData("//aegis.v1.DecisionService/Decide", "404")]
    [InlineData("/aegis.v1.DecisionService", "404")]
    [InlineData("/", "404")]
    [InlineData("/aegis.v1.DecisionService/Decide?x=1", "200/0")]
    [InlineData("/aegis.v1.DecisionService%2fDecide", "404")]
    public async Task APathThatIsAMethods_IsItByCaseAlone(string path, string status) => Assert.Equal(status, await AskAsync((":path", path)));

    [Theory]
    [InlineData("GET", "404")]
    [InlineData("PUT", "404")]
    [InlineData("OPTIONS", "404")]
    public async Task AnotherMethodThanPost_IsRefusedAsHttpDoes(string method, string status) => Assert.Equal(status, await AskAsync((":method", method)));

    [Theory]
    [InlineData("Upper-Case", "x")]
    [InlineData("connection", "close")]
    [InlineData("te", "gzip")]
    [InlineData("x-split", "a\r\nauthorization: Bearer token-of-everybody")]
    [InlineData("x-nothing", "a\0b")]
    [InlineData(":other", "x")]
    public async Task AHeaderThatHttp2Forbids_EndsTheStreamWithoutAnAnswer(string name, string value)
    {
        var summary = await AskAsync((name, value));
        Assert.True(summary is "reset 1" or "goaway 1" or "400", summary);
    }

    [Fact]
    public async Task TwoCredentials_AreNone() =>
        Assert.Equal("200/16", await AskAsync(("authorization", $"Bearer {FacadeScene.Token}"), ("authorization", $"Bearer {FacadeScene.Token}")));

    [Theory]
    [InlineData("0S")]
    [InlineData("123456789S")]
    [InlineData("5")]
    [InlineData("5s")]
    [InlineData("-5S")]
    [InlineData("5 S")]
    [InlineData("S")]
    public async Task ATimeoutThatIsNone_IsRefused(string timeout) => Assert.Equal("200/13", await AskAsync(("grpc-timeout", timeout)));

    [Fact]
    public async Task ATimeoutShorterThanATick_IsOver() => Assert.Equal("200/4", await AskAsync(("grpc-timeout", "99n")));

    [Fact]
    public async Task TwoTimeouts_AreRefused() => Assert.Equal("200/13", await AskAsync(("grpc-timeout", "5S"), ("grpc-timeout", "5S")));

    [Theory]
    [InlineData("1H")]
    [InlineData("1M")]
    [InlineData("30S")]
    [InlineData("30000m")]
    [InlineData("30000000u")]
    [InlineData("99999999H")]
    [InlineData("99999999S")]
    public async Task EveryUnitOfATimeout_IsTaken(string timeout) => Assert.Equal("200/0", await AskAsync(("grpc-timeout", timeout)));

    [Fact]
    public async Task MoreHeadersThanTheLimit_AreRefused()
    {
        var many = Enumerable.Range(0, 100).Select(i => ($"x-{i}", "v")).ToArray();
        Assert.Equal("431", await AskAsync(many));
        Assert.Equal("200/0", await AskAsync([.. many.Take(50)]));
    }

    [Fact]
    public async Task AHeaderOf63Kilobytes_EndsTheConnection()
    {
        using var connection = await WireConnection.ConnectAsync(doors.Scene.Grpc);
        var block = HeaderBlock.Write(WireCall.Headers(FacadeScene.Token, others: ("x-large", new string('x', 63 << 10))));
        try
        {
            for (var at = 0; at < block.Length; at += 16_000)
            {
                var part = block[at..Math.Min(block.Length, at + 16_000)];
                await connection.SendAsync(at == 0 ? WireFrame.Headers : WireFrame.Continuation, at + part.Length == block.Length ? WireFrame.EndHeaders : (byte)0, 1, part);
            }
        }
        catch (IOException)
        {
            // Ended while the rest was sent: what was answered before can still be read.
        }

        var answer = await connection.ReadAnswerAsync(1);
        Assert.True(answer.IsCut);
        Assert.Equal(0, answer.HeaderBlocks);
        Assert.True(answer.GoAway is null or 9);
    }

    [Fact]
    public async Task TrailersOfACaller_ChangeNothing()
    {
        using var connection = await WireConnection.ConnectAsync(doors.Scene.Grpc);
        await connection.OpenAsync(1, ends: false, WireCall.Headers(FacadeScene.Token));
        await connection.SendDataAsync(1, ends: false, Body);
        await connection.OpenAsync(1, ends: true, ("authorization", "Bearer guess"), ("grpc-status", "7"));
        Assert.Equal("200/0", (await connection.ReadAnswerAsync(1)).Summary);
    }

    private async Task<string> AskAsync(params (string Name, string Value)[] others)
    {
        using var connection = await WireConnection.ConnectAsync(doors.Scene.Grpc);
        await connection.OpenAsync(1, ends: false, WireCall.Headers(FacadeScene.Token, others: others));
        await WireCall.SendAsync(connection, 1, Body);
        return (await connection.ReadAnswerAsync(1)).Summary;
    }
}
