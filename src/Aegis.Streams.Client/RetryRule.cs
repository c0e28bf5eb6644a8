using Grpc.Core;

namespace Aegis.Streams.Client;

/// <summary>Says when a call may be made again, and after which pause.</summary>
internal static class RetryRule
{
    private const int MaxDoublings = 6;

    /// <summary>Says whether a call may be made again after a fault.</summary>
    public static bool IsSafe(DecisionFault fault, bool isIdempotent) => fault switch
    {
        { Code: ClientCodes.Cancelled } => false,
        { NeverBegan: true } => true,
        _ => isIdempotent && fault.Status is StatusCode.Unavailable or StatusCode.DeadlineExceeded,
    };

    /// <summary>Finds the pause: what the facade asks for, and beyond that some that grows and is drawn, so that callers who failed together do not come back together.</summary>
    public static TimeSpan PauseOf(DecisionFault fault, TimeSpan firstPause, int attempt)
    {
        var pause = firstPause * (1 << Math.Min(attempt - 1, MaxDoublings));
        var drawn = TimeSpan.FromTicks(Random.Shared.NextInt64(pause.Ticks / 2, pause.Ticks + 1));
        return drawn + (fault.RetryAfter ?? TimeSpan.Zero);
    }
}
