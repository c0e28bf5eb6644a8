namespace Aegis.Streams.Tests.Facade.Wire;

/// <summary>Requests of HTTP/1.1 that two readers could take for different ones, and those that are too large or too many.</summary>
public sealed class Http1WireTests(FacadeDoors doors) : IClassFixture<FacadeDoors>
{
    private const string Intent = """{"id":"i-1","tenant":"acme","agent":"sales-composer","tool":"crm","action":"read_account","call_class":"read","parameters":{"account":"a-1"}}""";
    private const string Head = $"POST /v1/decide HTTP/1.1\r\nhost: a\r\nauthorization: Bearer {FacadeScene.Token}\r\ncontent-type: application/json\r\n";
    private const string Smuggled = $"POST /v1/decide HTTP/1.1\r\nhost: a\r\nx-smuggled: 1\r\n\r\n";

    [Fact]
    public async Task AWholeRequest_IsAnswered_ByLengthAndInChunks()
    {
        using var connection = await PlainConnection.ConnectAsync(doors.Scene.Http);
        Assert.StartsWith("HTTP/1.1 200 OK", await connection.AskAsync($"{Head}content-length: {Intent.Length}\r\n\r\n{Intent}"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200 OK", await connection.AskAsync($"{Head}transfer-encoding: chunked\r\n\r\n{Intent.Length:x}\r\n{Intent}\r\n0\r\n\r\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("content-length: 0\r\ncontent-length: 54\r\n\r\n")]
    [InlineData("content-length: 54\r\ncontent-length: 54\r\n\r\n")]
    [InlineData("content-length: 0, 54\r\n\r\n")]
    [InlineData("content-length: -1\r\n\r\n")]
    [InlineData("content-length: 0x0\r\n\r\n")]
    [InlineData("content-length: 1 2\r\n\r\n")]
    [InlineData("content-length: 99999999999999999999\r\n\r\n")]
    [InlineData("content-length : 0\r\n\r\n")]
    [InlineData("content-length:\r\n 0\r\n\r\n")]
    [InlineData("x-folded: a\r\n content-length: 0\r\n\r\n")]
    [InlineData("transfer-encoding: xchunked\r\n\r\n")]
    [InlineData("transfer-encoding: identity\r\n\r\n")]
    [InlineData("transfer-encoding: chunked, identity\r\n\r\n")]
    [InlineData("x-bare: line feed\n\r\n")]
    [InlineData("content-length: 0\n\n")]
    [InlineData("transfer-encoding: chunked\r\ntransfer-encoding: identity\r\n\r\n")]
    [InlineData("transfer-encoding: chunked\r\n\r\n-1\r\n")]
    [InlineData("transfer-encoding: chunked\r\n\r\n+1\r\n")]
    [InlineData("transfer-encoding: chunked\r\n\r\n0x1\r\n")]
    [InlineData("transfer-encoding: chunked\r\n\r\n1ffffffffffffffff\r\n")]
    [InlineData("transfer-encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n")]
    [InlineData("x-nul: a\0b\r\n\r\n")]
    [InlineData("x-cr: a\rb\r\n\r\n")]
    [InlineData("no colon\r\n\r\n")]
    [InlineData(": no name\r\n\r\n")]
    [InlineData("x y: space\r\n\r\n")]
    public async Task ARequestWithoutOnePlainEnd_IsRefused_AndNothingBehindItIsRead(string rest)
    {
        using var connection = await PlainConnection.ConnectAsync(doors.Scene.Http);
        await connection.SendAsync(Head + rest + Smuggled);
        var all = await connection.ReadToEndAsync();
        Assert.Matches("^HTTP/1.1 (400|411|413|501) ", all);
        Assert.Equal(2, all.Split("HTTP/1.1 ").Length);
    }

    [Fact]
    public async Task ATransferCodingBesideChunks_IsRefused()
    {
        using var connection = await PlainConnection.ConnectAsync(doors.Scene.Http);
        var answer = await connection.AskAsync($"{Head}transfer-encoding: gzip, chunked\r\n\r\n{Intent.Length:x}\r\n{Intent}\r\n0\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("The body must have no transfer coding but chunked.", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LengthAndChunksTogether_AreAtMostOneRequest()
    {
        using var connection = await PlainConnection.ConnectAsync(doors.Scene.Http);
        await connection.SendAsync($"{Head}content-length: 6\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n{Smuggled}");
        var all = await connection.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 400 ", all, StringComparison.Ordinal);
        Assert.Equal(2, all.Split("HTTP/1.1 ").Length);
    }

    [Theory]
    [InlineData("GET /livez HTTP/1.1\r\n\r\n")]
    [InlineData("GET /livez HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n")]
    [InlineData("GET /livez HTTP/1.1\r\nhost: a b\r\n\r\n")]
    [InlineData("GET /livez HTTP/1.1 \r\nhost: a\r\n\r\n")]
    [InlineData("GET  /livez HTTP/1.1\r\nhost: a\r\n\r\n")]
    [InlineData("GET /livez\r\nhost: a\r\n\r\n")]
    [InlineData("GET /livez HTTP/3.0\r\nhost: a\r\n\r\n")]
    [InlineData("G\0T /livez HTTP/1.1\r\nhost: a\r\n\r\n")]
    [InlineData("GET http://b/livez HTTP/1.1\r\nhost: a\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\0\u0005hello HTTP/1.1\r\n\r\n")]
    public async Task ARequestLineOrHostWithoutOnePlainMeaning_IsRefused(string request)
    {
        using var connection = await PlainConnection.ConnectAsync(doors.Scene.Http);
        Assert.Matches("^HTTP/1.1 (400|505) ", await connection.AskAsync(request));
    }

    [Theory]
    [InlineData("GET /{0} HTTP/1.1\r\nhost: a\r\n\r\n", 9000, "HTTP/1.1 414 ")]
    [InlineData("GET /livez HTTP/1.1\r\nhost: a\r\nx: {0}\r\n\r\n", 17_000, "HTTP/1.1 431 ")]
    [InlineData("GET /livez HTTP/1.1\r\nhost: a\r\nx: {0}\r\n\r\n", 1_000_000, "HTTP/1.1 431 ")]
    public async Task WhatIsTooLong_IsRefused(string request, int length, string status)
    {
        using var connection = await PlainConnection.ConnectAsync(doors.Scene.Http);
        var answer = await connection.AskAsync(request.Replace("{0}", new string('x', length), StringComparison.Ordinal));

        // What is far too long is still on its way when the connection ends, and may take the answer with it.
        if (answer.Length > 0 || length < 100_000) Assert.StartsWith(status, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TooManyHeaders_AreRefused()
    {
        using var connection = await PlainConnection.ConnectAsync(doors.Scene.Http);
        var headers = string.Concat(Enumerable.Range(0, 64).Select(i => $"x-{i}: v\r\n"));
        Assert.StartsWith("HTTP/1.1 431 ", await connection.AskAsync($"GET /livez HTTP/1.1\r\nhost: a\r\n{headers}\r\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("authorization: Bearer token-of-everybody\r\n")]
    [InlineData("authorization: Bearer guess\r\n")]
    [InlineData("Authorization: Basic dXNlcjpwdw==\r\n")]
    public async Task TwoCredentials_AreNone(string second)
    {
        using var connection = await PlainConnection.ConnectAsync(doors.Scene.Http);
        Assert.StartsWith("HTTP/1.1 401 ", await connection.AskAsync($"{Head}{second}content-length: {Intent.Length}\r\n\r\n{Intent}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x-original-url: /livez")]
    [InlineData("x-rewrite-url: /livez")]
    [InlineData("x-http-method-override: GET")]
    [InlineData("x-forwarded-prefix: /livez")]
    public async Task AHeaderThatNamesAnotherPath_OpensNoDoor(string header)
    {
        using var connection = await PlainConnection.ConnectAsync(doors.Scene.Http);
        Assert.StartsWith("HTTP/1.1 401 ", await connection.AskAsync($"POST /v1/decide HTTP/1.1\r\nhost: a\r\n{header}\r\ncontent-length: 0\r\n\r\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/livez/../v1/tenants/acme/agents/a/decisions/i")]
    [InlineData("/livez/%2e%2e/v1/tenants/acme/agents/a/decisions/i")]
    [InlineData("/livez%2f..%2fv1/tenants/acme/agents/a/decisions/i")]
    [InlineData("/livez;/../v1/tenants/acme/agents/a/decisions/i")]
    [InlineData("/livez\\..\\v1")]
    [InlineData("/grpc.health.v1.Health/../v1/tenants/acme/agents/a/decisions/i")]
    public async Task APathThatPassesByAnOpenOne_NeedsACredential(string path)
    {
        using var connection = await PlainConnection.ConnectAsync(doors.Scene.Http);
        Assert.Matches("^HTTP/1.1 (400|401) ", await connection.AskAsync($"GET {path} HTTP/1.1\r\nhost: a\r\n\r\n"));
    }

    [Fact]
    public async Task EachDoorSpeaksItsOwnProtocol()
    {
        using var plain = await PlainConnection.ConnectAsync(doors.Scene.Grpc);
        Assert.Matches("^(HTTP/1.1 400 |$)", await plain.AskAsync("GET /livez HTTP/1.1\r\nhost: a\r\n\r\n"));
        using var preface = await PlainConnection.ConnectAsync(doors.Scene.Http);
        await preface.SendAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        Assert.Equal("\0\0\b\a\0\0\0\0\0\0\0\0\0\0\0\0\r", await preface.ReadToEndAsync()); // GOAWAY, HTTP_1_1_REQUIRED.
    }
}
