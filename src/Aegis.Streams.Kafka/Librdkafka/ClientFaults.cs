using Aegis.Streams.Kafka.Clients;
using Confluent.Kafka;

namespace Aegis.Streams.Kafka.Librdkafka;

/// <summary>Sorts the exceptions of Confluent.Kafka by what can be done about them.</summary>
internal static class ClientFaults
{
    /// <summary>Sorts a fault of a transactional producer. The exception's type speaks first: the library keeps its error's flags to itself.</summary>
    public static StreamClientException OfProducer(KafkaException fault) => Make(fault, fault switch
    {
        KafkaRetriableException => StreamClientFault.Retriable,
        KafkaTxnRequiresAbortException => OfCode(fault.Error.Code) is { } known and (StreamClientFault.RecordRejected or StreamClientFault.NotAuthorized or StreamClientFault.UnknownTopic)
            ? known
            : StreamClientFault.AbortRequired,
        _ when IsFence(fault.Error.Code) => StreamClientFault.Fenced,
        _ when OfCode(fault.Error.Code) is { } known and (StreamClientFault.RecordRejected or StreamClientFault.NotAuthorized or StreamClientFault.UnknownTopic) => known,

        // Neither retriable nor abortable: librdkafka says that such a producer is of no more use.
        _ => StreamClientFault.Fatal,
    });

    /// <summary>Sorts a fault of any other client.</summary>
    public static StreamClientException Of(KafkaException fault) =>
        Make(fault, OfCode(fault.Error.Code) is { } known && !(known == StreamClientFault.Retriable && fault.Error.IsFatal) ? known : StreamClientFault.Fatal);

    private static bool IsFence(ErrorCode code) => code is ErrorCode.Local_Fenced or ErrorCode.ProducerFenced or ErrorCode.InvalidProducerEpoch;

    private static StreamClientFault? OfCode(ErrorCode code) => code switch
    {
        ErrorCode.Local_TimedOut or ErrorCode.Local_TimedOutQueue or ErrorCode.Local_Transport or ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Resolve
            or ErrorCode.Local_WaitCoord or ErrorCode.Local_State or ErrorCode.Local_Partial or ErrorCode.Local_Retry or ErrorCode.Local_MaxPollExceeded
            or ErrorCode.Local_DestroyBroker or ErrorCode.Local_WaitCache or ErrorCode.Local_NoEnt or ErrorCode.Local_InProgress or ErrorCode.Local_AssignmentLost
            or ErrorCode.LeaderNotAvailable or ErrorCode.NotLeaderForPartition or ErrorCode.BrokerNotAvailable or ErrorCode.ReplicaNotAvailable
            or ErrorCode.RequestTimedOut or ErrorCode.NetworkException or ErrorCode.GroupLoadInProgress or ErrorCode.GroupCoordinatorNotAvailable
            or ErrorCode.NotCoordinatorForGroup or ErrorCode.UnstableOffsetCommit or ErrorCode.ThrottlingQuotaExceeded or ErrorCode.NotController
            or ErrorCode.RebalanceInProgress or ErrorCode.UnknownMemberId or ErrorCode.IllegalGeneration or ErrorCode.StaleMemberEpoch
            or ErrorCode.FencedMemberEpoch or ErrorCode.FencedLeaderEpoch or ErrorCode.UnknownLeaderEpoch or ErrorCode.OffsetNotAvailable
            or ErrorCode.KafkaStorageError or ErrorCode.ConcurrentTransactions => StreamClientFault.Retriable,
        ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition or ErrorCode.UnknownTopicId => StreamClientFault.UnknownTopic,
        ErrorCode.TopicAuthorizationFailed or ErrorCode.GroupAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed
            or ErrorCode.TransactionalIdAuthorizationFailed or ErrorCode.SaslAuthenticationFailed or ErrorCode.Local_Authentication => StreamClientFault.NotAuthorized,
        ErrorCode.MsgSizeTooLarge or ErrorCode.InvalidMsgSize or ErrorCode.InvalidMsg or ErrorCode.InvalidRecord or ErrorCode.RecordListTooLarge
            or ErrorCode.InvalidTimestamp or ErrorCode.PolicyViolation => StreamClientFault.RecordRejected,
        ErrorCode.OffsetOutOfRange or ErrorCode.Local_AutoOffsetReset or ErrorCode.Local_NoOffset => StreamClientFault.OffsetOutOfRange,
        ErrorCode.UnreleasedInstanceId => StreamClientFault.MemberIdInUse,
        ErrorCode.FencedInstanceId => StreamClientFault.Fenced,
        _ => null,
    };

    private static StreamClientException Make(KafkaException fault, StreamClientFault kind)
    {
        var message = kind == StreamClientFault.MemberIdInUse
            ? $"{Reason(fault)}; another member runs under this name, or one that died is not yet given up by the broker. It is tried again."
            : Reason(fault);
        return new StreamClientException(kind, message, fault);
    }

    private static string Reason(KafkaException fault) => $"{fault.Error.Reason} ({fault.Error.Code})";
}
