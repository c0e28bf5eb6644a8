namespace Aegis.Streams.Kafka.Clients;

/// <summary>What the caller of a Kafka client can do about a fault (`docs/adr`, the runtime; the classes of librdkafka's transactional producer).</summary>
public enum StreamClientFault
{
    /// <summary>The call did not finish in time and goes on inside; the same call again resumes it. After a commit the outcome is unknown.</summary>
    Retriable,

    /// <summary>The transaction cannot commit. Abort it; the producer lives on.</summary>
    AbortRequired,

    /// <summary>The broker refuses a record of the transaction itself, such as one that is too large for its topic. Replace the producer and set the record's cause aside.</summary>
    RecordRejected,

    /// <summary>A newer producer of the same transactional id or member of the same name exists, or the broker ended the transaction for its age. Replace the client.</summary>
    Fenced,

    /// <summary>The client is of no more use. Replace it.</summary>
    Fatal,

    /// <summary>The transport failed under a producer: what the broker has done of its last requests is unknown. Replace it, and trust no more than what the broker says is committed.</summary>
    InDoubt,

    /// <summary>The offset to read is not in the log.</summary>
    OffsetOutOfRange,

    /// <summary>Another live member has the same static membership; it can be tried again when that one's session has ended.</summary>
    MemberIdInUse,

    /// <summary>The broker refuses for want of a right; an operator must act.</summary>
    NotAuthorized,

    /// <summary>A topic or partition does not exist; an operator must act.</summary>
    UnknownTopic,
}
