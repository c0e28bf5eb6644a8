using Contract = Aegis.Streams.Protocol.V1;
using Refusal = Aegis.Streams.Server.Calls.CallRefusal;

namespace Aegis.Streams.Server.Grpc;

/// <summary>Refusals as messages of the contract, beside the decisions of a batch and between instances.</summary>
internal static class RefusalContract
{
    /// <summary>Writes a refusal.</summary>
    public static Contract.CallRefusal ToContract(Refusal refusal) => new()
    {
        Status = (int)GrpcStatus.CodeOf(refusal.Fault),
        Code = refusal.Code,
        Path = refusal.Path ?? "",
        Message = refusal.Message,
    };
}
