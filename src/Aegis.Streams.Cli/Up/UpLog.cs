using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Cli.Up;

/// <summary>The log messages of an instance's process, event ids 1300 to 1399.</summary>
internal static partial class UpLog
{
    [LoggerMessage(EventId = 1300, Level = LogLevel.Information, Message = "Instance {InstanceId} of {ApplicationId} at {BootstrapServers}: threads {Threads}, wire {Wire}, reply topics {ReplyTopics}, state folder {StateFolder}, policies {Policies}.")]
    public static partial void InstanceStarting(
        this ILogger logger, string instanceId, string applicationId, string bootstrapServers, int threads, string wire,
        string replyTopics, string stateFolder, string policies);

    [LoggerMessage(EventId = 1301, Level = LogLevel.Information, Message = "{State}")]
    public static partial void InstanceState(this ILogger logger, string state);

    [LoggerMessage(EventId = 1304, Level = LogLevel.Warning, Message = "NOT_READY: no policy is active, so every intent is denied until one is published.")]
    public static partial void PolicyMissing(this ILogger logger);

    [LoggerMessage(EventId = 1305, Level = LogLevel.Information, Message = "Policy revision {Revision} decides.")]
    public static partial void PolicyInUse(this ILogger logger, string revision);

    [LoggerMessage(EventId = 1306, Level = LogLevel.Warning, Message = "NOT_READY: policy revision {Revision} has no rules, so every intent is denied until another one is published.")]
    public static partial void PolicyEmpty(this ILogger logger, string revision);

    [LoggerMessage(EventId = 1303, Level = LogLevel.Warning, Message = "Streamiz reports a fault and goes on.")]
    public static partial void EngineFault(this ILogger logger, Exception fault);

    [LoggerMessage(EventId = 1302, Level = LogLevel.Information, Message = "Protobuf values are framed with the schema ids of {Registry}, which knows the contracts under {SubjectCount} subjects.")]
    public static partial void FramedByRegistry(this ILogger logger, string registry, int subjectCount);
}
