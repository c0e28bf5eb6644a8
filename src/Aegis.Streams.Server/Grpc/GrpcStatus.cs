using Aegis.Streams.Server.Calls;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Aegis.Streams.Server.Grpc;

/// <summary>Refusals as gRPC says them: a status, with `google.rpc.ErrorInfo` and `google.rpc.RetryInfo` in the details.</summary>
internal static class GrpcStatus
{
    private const string Domain = "aegis.streams";

    /// <summary>Makes the exception that ends a call with a refusal.</summary>
    public static RpcException Of(CallRefusal refusal) => DetailsOf(refusal).ToRpcException();

    /// <summary>Makes the details of a refusal.</summary>
    public static Google.Rpc.Status DetailsOf(CallRefusal refusal)
    {
        var info = new ErrorInfo { Domain = Domain, Reason = refusal.Code };
        if (refusal.Path is { } path) info.Metadata.Add("path", path);
        var status = new Google.Rpc.Status { Code = (int)CodeOf(refusal.Fault), Message = refusal.Message, Details = { Any.Pack(info) } };
        if (refusal.RetryAfter is { } pause) status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(pause) }));
        return status;
    }

    /// <summary>Finds the status code of a fault.</summary>
    public static StatusCode CodeOf(RefusalKind fault) => fault switch
    {
        RefusalKind.Invalid => StatusCode.InvalidArgument,
        RefusalKind.Unauthenticated => StatusCode.Unauthenticated,
        RefusalKind.NotPermitted => StatusCode.PermissionDenied,
        RefusalKind.NotFound => StatusCode.NotFound,
        RefusalKind.Overloaded => StatusCode.ResourceExhausted,
        RefusalKind.DeadlineExceeded => StatusCode.DeadlineExceeded,
        _ => StatusCode.Unavailable,
    };
}
