using Aegis.Streams.IntegrationTests.Interop.Protocol;
using Google.Protobuf;
using Grpc.Core;

namespace Aegis.Streams.IntegrationTests.Interop;

/// <summary>The interop service of gRPC (doc/interop-test-descriptions.md of its repository), served as our doors are.</summary>
internal sealed class TestServiceDoor : TestService.TestServiceBase
{
    private const string EchoInitial = "x-grpc-test-echo-initial";
    private const string EchoTrailing = "x-grpc-test-echo-trailing-bin";

    public override Task<Empty> EmptyCall(Empty request, ServerCallContext context)
    {
        // The library makes no bytes of an empty message that it compresses, which other clients cannot decompress. Our own doors compress nothing.
        context.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
        return Task.FromResult(new Empty());
    }

    public override async Task<SimpleResponse> UnaryCall(SimpleRequest request, ServerCallContext context)
    {
        await EchoAsync(context);
        CheckCompression(request.ExpectCompressed, context);
        Check(request.ResponseType);
        CheckStatus(request.ResponseStatus);
        Compress(request.ResponseCompressed, flags => context.WriteOptions = new WriteOptions(flags));
        return new SimpleResponse { Payload = Payload(request.ResponseSize) };
    }

    public override async Task<StreamingInputCallResponse> StreamingInputCall(IAsyncStreamReader<StreamingInputCallRequest> requestStream, ServerCallContext context)
    {
        var sum = 0;
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            CheckCompression(request.ExpectCompressed, context);
            sum += request.Payload.Body.Length;
        }

        return new StreamingInputCallResponse { AggregatedPayloadSize = sum };
    }

    public override async Task StreamingOutputCall(StreamingOutputCallRequest request, IServerStreamWriter<StreamingOutputCallResponse> responseStream, ServerCallContext context)
    {
        await EchoAsync(context);
        await AnswerAsync(request, responseStream, context);
    }

    public override async Task FullDuplexCall(
        IAsyncStreamReader<StreamingOutputCallRequest> requestStream, IServerStreamWriter<StreamingOutputCallResponse> responseStream, ServerCallContext context)
    {
        await EchoAsync(context);
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken)) await AnswerAsync(request, responseStream, context);
    }

    private static async Task AnswerAsync(StreamingOutputCallRequest request, IServerStreamWriter<StreamingOutputCallResponse> responses, ServerCallContext context)
    {
        Check(request.ResponseType);
        CheckStatus(request.ResponseStatus);
        foreach (var wanted in request.ResponseParameters)
        {
            if (wanted.IntervalUs > 0) await Task.Delay(TimeSpan.FromMicroseconds(wanted.IntervalUs), context.CancellationToken);
            Compress(wanted.Compressed, flags => responses.WriteOptions = new WriteOptions(flags));
            await responses.WriteAsync(new StreamingOutputCallResponse { Payload = Payload(wanted.Size) }, context.CancellationToken);
        }
    }

    private static Payload Payload(int size) => new() { Body = ByteString.CopyFrom(new byte[size]) };

    /// <summary>The host compresses what it may; what must not be is said message by message.</summary>
    private static void Compress(BoolValue? wanted, Action<WriteFlags> set) => set(wanted is { Value: true } ? 0 : WriteFlags.NoCompress);

    private static void Check(PayloadType type)
    {
        if (type != PayloadType.Compressable) throw new RpcException(new Status(StatusCode.InvalidArgument, "There is one type of payload."));
    }

    private static void CheckStatus(EchoStatus? wanted)
    {
        if (wanted is not null) throw new RpcException(new Status((StatusCode)wanted.Code, wanted.Message));
    }

    private static void CheckCompression(BoolValue? expected, ServerCallContext context)
    {
        var encoding = context.GetHttpContext().Request.Headers["grpc-encoding"];
        if (expected is { Value: true } && encoding is not ["gzip" or "deflate"]) throw new RpcException(new Status(StatusCode.InvalidArgument, "The message is not compressed."));
    }

    private static async Task EchoAsync(ServerCallContext context)
    {
        if (context.RequestHeaders.Get(EchoInitial) is { } initial) await context.WriteResponseHeadersAsync(new Metadata { { EchoInitial, initial.Value } });
        if (context.RequestHeaders.Get(EchoTrailing) is { } trailing) context.ResponseTrailers.Add(EchoTrailing, trailing.ValueBytes);
    }
}
