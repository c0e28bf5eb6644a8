using Aegis.Streams.Server.Hosting;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http.Features;

namespace Aegis.Streams.Server.Grpc;

/// <summary>Tells the body of a request how large its message is once it is unpacked, so that a call which waits holds no more than that.</summary>
internal sealed class UnpackedInterceptor : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (request is IMessage message && context.GetHttpContext().Features.Get<IRequestBodyPipeFeature>() is MeteredBody { IsPacked: true } body) body.Unpacked(message.CalculateSize());
        return continuation(request, context);
    }
}
