using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Topology;

/// <summary>The log messages of topics, event ids 1110 to 1119.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1110, Level = LogLevel.Warning, Message = "Reply topics were not described, and what was known {Age} ago stands: {Reason}")]
    public static partial void ReplyTopicsStale(this ILogger logger, TimeSpan age, string reason);

    [LoggerMessage(EventId = 1111, Level = LogLevel.Warning, Message = "{Count} topics match the allow-list of reply topics and the first {Most} by name are watched; narrow the list.")]
    public static partial void TooManyReplyTopics(this ILogger logger, int count, int most);

    [LoggerMessage(EventId = 1112, Level = LogLevel.Warning, Message = "The reply topic {Topic} gets no copies: it has max.message.bytes={Bytes}, and the producer makes batches of {BatchBytes}; raise it to that or more.")]
    public static partial void ReplyTopicTooSmall(this ILogger logger, string topic, long bytes, int batchBytes);

    [LoggerMessage(EventId = 1113, Level = LogLevel.Warning, Message = "The reply topic {Topic} gets no copies: the cluster does not tell how large a record it takes; grant the right DescribeConfigs on it.")]
    public static partial void ReplyTopicUntold(this ILogger logger, string topic);
}
