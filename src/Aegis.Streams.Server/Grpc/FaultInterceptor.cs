using Aegis.Streams.Server.Calls;
using Aegis.Streams.Server.Hosting;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Server.Grpc;

/// <summary>Tells the operator of a defect in a handler of gRPC; the caller is told nothing of it but that there is one.</summary>
internal sealed class FaultInterceptor(FacadeMetrics metrics, ILogger logger) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not RpcException and not OperationCanceledException)
        {
            logger.DoorFailed(fault.GetType().Name, fault.StackTrace);
            metrics.Refused(Refusals.Failed, FacadeMetrics.AnyDoor);
            throw GrpcStatus.Of(Refusals.Failed);
        }
    }
}
