using Aegis.Streams.Kafka.Clients;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Runtime;

/// <summary>The log messages of the stream runtime, event ids 1000 to 1099.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1000, Level = LogLevel.Debug, Message = "State {State}.")]
    public static partial void StateChanged(this ILogger logger, StreamsState state);

    public static void PartitionsAssigned(this ILogger logger, string thread, IReadOnlyList<LogPartition> partitions) =>
        logger.PartitionsAssigned(thread, string.Join(", ", partitions));

    public static void PartitionsRevoked(this ILogger logger, string thread, IReadOnlyList<LogPartition> partitions) =>
        logger.PartitionsRevoked(thread, string.Join(", ", partitions));

    public static void PartitionsLost(this ILogger logger, string thread, IReadOnlyList<LogPartition> partitions) =>
        logger.PartitionsLost(thread, string.Join(", ", partitions));

    [LoggerMessage(EventId = 1010, Level = LogLevel.Information, Message = "Thread {Thread} was assigned {Partitions}.")]
    private static partial void PartitionsAssigned(this ILogger logger, string thread, string partitions);

    [LoggerMessage(EventId = 1011, Level = LogLevel.Information, Message = "Thread {Thread} gave back {Partitions}.")]
    private static partial void PartitionsRevoked(this ILogger logger, string thread, string partitions);

    [LoggerMessage(EventId = 1012, Level = LogLevel.Warning, Message = "Thread {Thread} lost {Partitions}: the group gave them to another member.")]
    private static partial void PartitionsLost(this ILogger logger, string thread, string partitions);

    [LoggerMessage(EventId = 1020, Level = LogLevel.Information, Message = "Thread {Thread} restores task {Task} from changelog offset {Start} to {End}.")]
    public static partial void RestoreStarted(this ILogger logger, string thread, int task, long start, long end);

    [LoggerMessage(EventId = 1021, Level = LogLevel.Information, Message = "Thread {Thread} restored task {Task}: {Entries} entries.")]
    public static partial void RestoreFinished(this ILogger logger, string thread, int task, int entries);

    [LoggerMessage(EventId = 1022, Level = LogLevel.Warning, Message = "Thread {Thread} cannot restore yet and tries again.")]
    public static partial void RestorePostponed(this ILogger logger, string thread, Exception fault);

    [LoggerMessage(EventId = 1023, Level = LogLevel.Debug, Message = "Thread {Thread} cannot seek task {Task} yet and tries again.")]
    public static partial void RewindPostponed(this ILogger logger, string thread, int task, Exception fault);

    [LoggerMessage(EventId = 1024, Level = LogLevel.Error, Message = "Thread {Thread} finds {Input} from offset {Start} to {End}, but has read only to {Offset}: what lay between was deleted before it was decided.")]
    public static partial void InputDeleted(this ILogger logger, string thread, LogPartition input, long offset, long start, long end);

    [LoggerMessage(EventId = 1030, Level = LogLevel.Warning, Message = "Thread {Thread} aborted a transaction of {Records} records; they are processed again.")]
    public static partial void TransactionAborted(this ILogger logger, string thread, int records, Exception fault);

    [LoggerMessage(EventId = 1031, Level = LogLevel.Warning, Message = "The producer of thread {Thread} is not ready yet.")]
    public static partial void ProducerNotReady(this ILogger logger, string thread, Exception fault);

    [LoggerMessage(EventId = 1032, Level = LogLevel.Warning, Message = "The consumer of thread {Thread} reports a fault and goes on.")]
    public static partial void ConsumerFault(this ILogger logger, string thread, Exception fault);

    [LoggerMessage(EventId = 1033, Level = LogLevel.Error, Message = "Thread {Thread} sets aside the record at {Topic} [{Partition}] offset {Offset}: it failed again and again.")]
    public static partial void RecordSetAside(this ILogger logger, string thread, string topic, int partition, long offset, Exception? fault);

    [LoggerMessage(EventId = 1040, Level = LogLevel.Error, Message = "Thread {Thread} failed and is replaced in {Pause}.")]
    public static partial void ThreadReplaced(this ILogger logger, string thread, TimeSpan pause, Exception fault);

    [LoggerMessage(EventId = 1043, Level = LogLevel.Warning, Message = "Thread {Thread} waits to join the group: {Reason}")]
    public static partial void NameTaken(this ILogger logger, string thread, string reason);

    [LoggerMessage(EventId = 1041, Level = LogLevel.Critical, Message = "The application stops: {Reason}")]
    public static partial void ApplicationHalted(this ILogger logger, string reason);

    [LoggerMessage(EventId = 1044, Level = LogLevel.Error, Message = "The application failed with {Fault}. {Trace}")]
    public static partial void ApplicationFailed(this ILogger logger, string fault, string? trace);

    [LoggerMessage(EventId = 1042, Level = LogLevel.Warning, Message = "Thread {Thread} did not close cleanly.")]
    public static partial void CloseFailed(this ILogger logger, string thread, Exception fault);

    [LoggerMessage(EventId = 1050, Level = LogLevel.Information, Message = "Global tables are complete: {Records} records in {Elapsed}.")]
    public static partial void TablesComplete(this ILogger logger, long records, TimeSpan elapsed);

    [LoggerMessage(EventId = 1051, Level = LogLevel.Warning, Message = "The reader of global tables reports a fault and goes on.")]
    public static partial void TableFault(this ILogger logger, Exception fault);

    [LoggerMessage(EventId = 1052, Level = LogLevel.Error, Message = "The record at {Topic} [{Partition}] offset {Offset} cannot be read ({Reason}); its key counts as absent.")]
    public static partial void BadTableRecord(this ILogger logger, string topic, int partition, long offset, string reason);
}
