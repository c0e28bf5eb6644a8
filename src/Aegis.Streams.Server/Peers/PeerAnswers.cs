using Aegis.Streams.Kafka.Owners;
using Aegis.Streams.Protocol.Internal.V1;
using Aegis.Streams.Publishing;
using Aegis.Streams.Server.Calls;
using Aegis.Streams.Server.Grpc;
using Contract = Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Server.Peers;

/// <summary>Answers as peers write and read them.</summary>
internal static class PeerAnswers
{
    // Those that a task, or the way to it, gives. They come back as they are.
    private static readonly CallRefusal[] Known = [Refusals.NotFound, Refusals.Overloaded, Refusals.InDoubt];

    /// <summary>Writes an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="owner">Where the task runs, as far as is known.</param>
    public static PeerAnswer Write(CallAnswer answer, PartitionOwner? owner) => answer switch
    {
        { Decision: { } decision } => new PeerAnswer { Decision = DecisionContract.ToContract(decision) },

        // Whoever drains has not begun, and whoever gives up after aborts has undone what it did: the log knows better.
        { Refusal.Code: CallCodes.NoOwner or CallCodes.NotReady } => new PeerAnswer { NotOwner = new NotOwner { Endpoint = owner?.Endpoint.ToString() ?? "" } },
        _ => new PeerAnswer { Refusal = RefusalContract.ToContract(answer.Refusal!) },
    };

    /// <summary>Reads an answer.</summary>
    /// <returns>The reply; without anything if the peer wrote none.</returns>
    public static PeerReply Read(PeerAnswer? answer) => answer?.ResultCase switch
    {
        PeerAnswer.ResultOneofCase.Decision => DecisionContract.FromContract(answer.Decision) is { } decision ? new PeerReply(decision) : default,

        // Its time was over, not the caller's.
        PeerAnswer.ResultOneofCase.Refusal when answer.Refusal.Code == CallCodes.DeadlineExceeded => default,
        PeerAnswer.ResultOneofCase.Refusal => new PeerReply(Read(answer.Refusal)),
        PeerAnswer.ResultOneofCase.NotOwner => new PeerReply(null, IsNotOwner: true, OwnerEndpoint.TryParse(answer.NotOwner.Endpoint, out var endpoint) ? endpoint : null),
        _ => default,
    };

    private static CallRefusal Read(Contract.CallRefusal refusal) => Array.Find(Known, known => known.Code == refusal.Code)
        ?? (refusal.Status == (int)global::Grpc.Core.StatusCode.InvalidArgument
            ? new CallRefusal(RefusalKind.Invalid, refusal.Code, refusal.Message, refusal.Path.Length == 0 ? null : refusal.Path)
            : Refusals.NotReady);
}
