using Aegis.Streams.IntegrationTests.Interop.Protocol;
using Aegis.Streams.Tests.Facade.Wire;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace Aegis.Streams.IntegrationTests.Interop;

/// <summary>The client of .NET, for what the other clients do not show: the flag of each message, and very many calls at once.</summary>
public sealed class DotnetInteropTests(InteropScene interop) : IClassFixture<InteropScene>
{
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task ServerCompressedUnary_HasTheFlagThatWasAskedFor(bool isCompressed, byte flag)
    {
        var answer = await AskAsync("UnaryCall", new SimpleRequest { ResponseSize = 314_159, ResponseCompressed = new BoolValue { Value = isCompressed } });
        Assert.Equal(("0", flag), (answer.Find("grpc-status"), answer.Body.ToArray()[0]));
    }

    [Fact]
    public async Task ServerCompressedStreaming_HasTheFlagsThatWereAskedFor()
    {
        var answer = await AskAsync("StreamingOutputCall", new StreamingOutputCallRequest
        {
            ResponseParameters = { new ResponseParameters { Size = 31_415, Compressed = new BoolValue { Value = true } }, new ResponseParameters { Size = 92_653, Compressed = new BoolValue { Value = false } } },
        });
        var body = answer.Body.ToArray();
        var second = 5 + ((body[1] << 24) | (body[2] << 16) | (body[3] << 8) | body[4]);
        Assert.Equal((1, 0, "gzip"), (body[0], body[second], answer.Find("grpc-encoding")));
        Assert.InRange(second, 6, 1000);
        Assert.InRange(body.Length - second, 92_653, 92_700);
    }

    [Fact]
    public async Task AThousandLargeCallsOnOneChannel_AreAllAnswered()
    {
        using var channel = GrpcChannel.ForAddress(interop.Scene.Grpc);
        var client = new TestService.TestServiceClient(channel);
        var request = new SimpleRequest { ResponseSize = 314_159, Payload = new Payload { Body = ByteString.CopyFrom(new byte[271_828]) } };
        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(async _ => (await client.UnaryCallAsync(request)).Payload.Body.Length));
        Assert.All(answers, length => Assert.Equal(314_159, length));
    }

    [Fact]
    public async Task CancelledAndLateCalls_EndByTheirStatus()
    {
        using var channel = GrpcChannel.ForAddress(interop.Scene.Grpc);
        var client = new TestService.TestServiceClient(channel);
        using var cancellation = new CancellationTokenSource();
        using var duplex = client.FullDuplexCall(cancellationToken: cancellation.Token);
        await duplex.RequestStream.WriteAsync(new StreamingOutputCallRequest { ResponseParameters = { new ResponseParameters { Size = 31_415 } } }, TestContext.Current.CancellationToken);
        Assert.True(await duplex.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        await cancellation.CancelAsync();
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => duplex.ResponseStream.MoveNext(TestContext.Current.CancellationToken))).StatusCode);
        using var late = client.FullDuplexCall(deadline: DateTime.UtcNow.AddMilliseconds(1));
        Assert.Equal(StatusCode.DeadlineExceeded, (await Assert.ThrowsAsync<RpcException>(() => late.ResponseStream.MoveNext(TestContext.Current.CancellationToken))).StatusCode);
    }

    private async Task<WireAnswer> AskAsync(string method, IMessage message)
    {
        using var connection = await WireConnection.ConnectAsync(interop.Scene.Grpc, (4, 1 << 20));
        await connection.SendAsync(WireFrame.WindowUpdate, 0, 0, WireConnection.Number(1 << 20));
        await connection.OpenAsync(1, ends: false, WireCall.Headers(null, $"/grpc.testing.TestService/{method}", ("grpc-accept-encoding", "gzip")));
        await WireCall.SendAsync(connection, 1, WireCall.Frame(message.ToByteArray()));
        return await connection.ReadAnswerAsync(1);
    }
}
