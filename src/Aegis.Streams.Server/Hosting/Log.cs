using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Server.Hosting;

/// <summary>The log messages of the facade, event ids 1500 to 1599.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1500, Level = LogLevel.Information, Message = "The facade listens on {Endpoints}.")]
    public static partial void FacadeListens(this ILogger logger, string endpoints);

    [LoggerMessage(EventId = 1501, Level = LogLevel.Information, Message = "The certificate of {File} has changed; the new one is good until {NotAfter:O}.")]
    public static partial void CertificateChanged(this ILogger logger, string file, DateTime notAfter);

    [LoggerMessage(EventId = 1502, Level = LogLevel.Warning, Message = "The certificate of {File}, its key or its authorities could not be read again; those before still count. {Fault}")]
    public static partial void CertificateNotRead(this ILogger logger, string file, string fault);

    [LoggerMessage(EventId = 1503, Level = LogLevel.Information, Message = "The callers of {File} have changed.")]
    public static partial void CallersChanged(this ILogger logger, string file);

    [LoggerMessage(EventId = 1504, Level = LogLevel.Warning, Message = "The callers of {File} have changed but cannot be read; those before still count. {Error}")]
    public static partial void CallersNotRead(this ILogger logger, string file, string error);

    [LoggerMessage(EventId = 1505, Level = LogLevel.Information, Message = "The facade drains: {UnderWay} calls are under way.")]
    public static partial void FacadeDrains(this ILogger logger, int underWay);

    [LoggerMessage(EventId = 1506, Level = LogLevel.Error, Message = "A door failed with {Fault}; the caller got no decision. {Trace}")]
    public static partial void DoorFailed(this ILogger logger, string fault, string? trace);

    [LoggerMessage(EventId = 1507, Level = LogLevel.Information, Message = "The bundle of policy revision {Revision} went to the caller {Caller}.")]
    public static partial void BundleServed(this ILogger logger, string revision, string caller);

    [LoggerMessage(EventId = 1508, Level = LogLevel.Warning, Message = "Policy revision {Revision} is no bundle: {RefusalCount} of its rules cannot be said exactly, the first being {RuleId}. Open Policy Agents keep the bundle that they have.")]
    public static partial void BundleRefused(this ILogger logger, string revision, int refusalCount, string ruleId);
}
