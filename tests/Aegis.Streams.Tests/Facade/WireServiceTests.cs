using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Reflection.V1Alpha;

namespace Aegis.Streams.Tests.Facade;

/// <summary>Services of gRPC itself, called by their names on the wire alone.</summary>
public sealed class WireServiceTests : IAsyncLifetime
{
    private FacadeScene _scene = null!;
    private GrpcChannel _channel = null!;

    public async ValueTask InitializeAsync()
    {
        _scene = await FacadeScene.StartAsync();
        _channel = GrpcChannel.ForAddress(_scene.Grpc);
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _scene.DisposeAsync();
    }

    [Fact]
    public async Task ListOfHealth_WhichTheLibraryDoesNotHave_IsUnimplementedAndCheckIsNot()
    {
        var list = await Assert.ThrowsAsync<RpcException>(() => Health("List"));
        Assert.Equal(StatusCode.Unimplemented, list.StatusCode);
        Assert.Equal([8, 1], await Health("Check")); // status: SERVING

        Task<byte[]> Health(string method) =>
            _channel.CreateCallInvoker().AsyncUnaryCall(new Method<byte[], byte[]>(MethodType.Unary, "grpc.health.v1.Health", method, Bytes, Bytes), null, default, []).ResponseAsync;
    }

    [Theory]
    [InlineData("grpc.reflection.v1.ServerReflection")]
    [InlineData("grpc.reflection.v1alpha.ServerReflection")]
    public async Task Reflection_ListsDescribesAndStaysOpenAfterAnUnknownName(string service)
    {
        var method = new Method<byte[], byte[]>(MethodType.DuplexStreaming, service, "ServerReflectionInfo", Bytes, Bytes);
        var headers = new Metadata { { "authorization", $"Bearer {FacadeScene.Token}" } };
        using var call = _channel.CreateCallInvoker().AsyncDuplexStreamingCall(method, null, new CallOptions(headers, DateTime.UtcNow.AddSeconds(30)));

        var list = await AskAsync(new ServerReflectionRequest { ListServices = "*" });
        Assert.Equal(
            ["aegis.v1.DecisionService", "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection"],
            list.ListServicesResponse.Service.Select(one => one.Name).Order(StringComparer.Ordinal));
        var unknown = await AskAsync(new ServerReflectionRequest { FileContainingSymbol = "aegis.v1.Nothing" });
        Assert.Equal(5, unknown.ErrorResponse.ErrorCode);
        var file = await AskAsync(new ServerReflectionRequest { FileContainingSymbol = "aegis.v1.DecisionService" });
        var files = file.FileDescriptorResponse.FileDescriptorProto.Select(FileDescriptorProto.Parser.ParseFrom).ToList();
        Assert.Equal(["Decide", "DecideBatch", "GetDecision"], files.SelectMany(one => one.Service).Single(one => one.Name == "DecisionService").Method.Select(one => one.Name));
        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken));

        // Both versions have the same messages.
        async Task<ServerReflectionResponse> AskAsync(ServerReflectionRequest request)
        {
            await call.RequestStream.WriteAsync(request.ToByteArray(), TestContext.Current.CancellationToken);
            Assert.True(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
            return ServerReflectionResponse.Parser.ParseFrom(call.ResponseStream.Current);
        }
    }

    private static Marshaller<byte[]> Bytes { get; } = Marshallers.Create(static bytes => bytes, static bytes => bytes);
}
