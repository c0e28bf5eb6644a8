using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Policies;

/// <summary>The log messages of policy publications, event ids 3000 to 3099.</summary>
internal static partial class Log
{
    // Authors and messages are left out: what anybody wrote into them does not belong into a log.
    [LoggerMessage(EventId = 3000, Level = LogLevel.Information, Message = "Policy revision {Revision} is active: publication {Publication} at offset {Offset}, signed with key {KeyId}.")]
    public static partial void PolicyActivated(this ILogger logger, string revision, string publication, long offset, string keyId);

    [LoggerMessage(EventId = 3001, Level = LogLevel.Error, Message = "Publication {Publication} at offset {Offset} was refused: {Code}, {Detail}. Revision {ActiveRevision} stays active.")]
    public static partial void PublicationRefused(this ILogger logger, string publication, long offset, string code, string detail, string activeRevision);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Warning, Message = "The policies may be out of date: the end of {Topic} was last seen {Age} ago. Decisions go on with revision {ActiveRevision}.")]
    public static partial void PolicyStale(this ILogger logger, string topic, TimeSpan age, string activeRevision);

    [LoggerMessage(EventId = 3003, Level = LogLevel.Information, Message = "The end of {Topic} is seen again.")]
    public static partial void PolicyFresh(this ILogger logger, string topic);

    [LoggerMessage(EventId = 3004, Level = LogLevel.Information, Message = "The history of policies was read: {Activated} publications were active one after the other, {Refused} records were refused.")]
    public static partial void HistoryRead(this ILogger logger, int activated, int refused);

    [LoggerMessage(EventId = 3005, Level = LogLevel.Warning, Message = "No policy is active: {Topic} holds no publication that could be verified. Everything is denied until one is published.")]
    public static partial void NoPolicyActive(this ILogger logger, string topic);

    [LoggerMessage(EventId = 3006, Level = LogLevel.Error, Message = "{Topic} no longer makes publication {Publication} active, which decides here: it was cut, emptied or written anew. Revision {ActiveRevision} stays active, but an instance that starts now decides by revision {RecordedRevision} (none: it denies everything). Publish again.")]
    public static partial void HistoryLost(this ILogger logger, string topic, string publication, string activeRevision, string recordedRevision);

    [LoggerMessage(EventId = 3007, Level = LogLevel.Error, Message = "{Topic} has {Partitions} partitions and must have one; only the first is read.")]
    public static partial void TooManyPartitions(this ILogger logger, string topic, int partitions);
}
