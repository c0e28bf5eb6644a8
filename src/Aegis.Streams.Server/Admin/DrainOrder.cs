using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Server.Admin;

/// <summary>
/// The order to take no more calls: readiness and health say so from then on, what is under way is answered, and records of the topics are decided as before. The answer says whether all is done, or how
/// much is not; to order it again is to ask again.
/// </summary>
internal sealed class DrainOrder(Facade? facade, TimeProvider time, ILogger logger)
{
    private const int UsualWait = 10;
    private const int LongestWait = 60;
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>Carries it out.</summary>
    public Task RunAsync(HttpContext context) =>
        facade is null ? AdminRefusal.NothingToDrain.WriteAsync(context)
        : WaitOf(context.Request.Query["wait"]) is { } wait ? RunAsync(context, facade, wait)
        : AdminRefusal.Invalid($"The query wait must be a whole number of seconds, 0 to {LongestWait}.").WriteAsync(context);

    private async Task RunAsync(HttpContext context, Facade facade, TimeSpan wait)
    {
        if (!facade.Decider.IsDraining) logger.DrainOrdered(context.Connection.RemoteIpAddress, facade.Decider.UnderWay);
        facade.Decider.Drain();
        var started = time.GetTimestamp();
        while (!IsDrained() && time.GetElapsedTime(started) < wait) await Task.Delay(LookInterval, time, context.RequestAborted).ConfigureAwait(false);
        var isDrained = IsDrained();
        await AdminAnswer.WriteAsync(
            context,
            json =>
            {
                json.WriteBoolean("drained", isDrained);
                json.WriteNumber("calls_under_way", facade.Decider.UnderWay);
                json.WriteNumber("pending_bytes", facade.PendingBytes);
            },
            isDrained ? StatusCodes.Status200OK : StatusCodes.Status202Accepted).ConfigureAwait(false);

        bool IsDrained() => facade.Decider.UnderWay == 0 && facade.PendingBytes == 0;
    }

    private static TimeSpan? WaitOf(string? text) =>
        text is null ? TimeSpan.FromSeconds(UsualWait)
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= LongestWait ? TimeSpan.FromSeconds(seconds)
        : null;
}
