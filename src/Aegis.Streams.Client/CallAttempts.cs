using System.Diagnostics;
using Grpc.Core;

namespace Aegis.Streams.Client;

/// <summary>Makes a call, and makes it again where that is safe and there is time. Its deadline counts for all attempts together.</summary>
internal sealed class CallAttempts(AegisClientOptions options)
{
    /// <summary>Makes a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="isIdempotent">Whether making it twice does what making it once does.</param>
    /// <param name="deadline">How long it may take; <see langword="null"/>: as the options say.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The answer, or why there is none.</returns>
    public async Task<(T? Answer, DecisionFault? Fault)> RunAsync<T>(Func<CallOptions, AsyncUnaryCall<T>> call, bool isIdempotent, TimeSpan? deadline, CancellationToken cancellation)
        where T : class
    {
        var limit = deadline ?? options.Deadline;
        if (!AegisClientOptions.IsDeadline(limit)) throw new ArgumentOutOfRangeException(nameof(deadline), "A deadline must be positive, and at most 1 hour.");
        var started = Stopwatch.GetTimestamp();
        var headers = CallHeaders.Of(options.Token);
        for (var attempt = 1; ; attempt++)
        {
            var left = limit - Stopwatch.GetElapsedTime(started);
            if (left <= TimeSpan.Zero) return (null, FaultReader.TooLate(attempt - 1));

            // An attempt that hangs leaves time for another one, where another one is safe.
            var isLast = attempt == options.MaxAttempts;
            var patience = isIdempotent && !isLast ? left / 2 : left;
            var (answer, fault) = await TryAsync(call, new CallOptions(headers, DateTime.UtcNow + patience, cancellation)).ConfigureAwait(false);
            if (fault is null) return (answer, null);
            fault = fault with { Attempts = attempt };
            if (isLast || !RetryRule.IsSafe(fault, isIdempotent)) return (null, fault);
            var pause = RetryRule.PauseOf(fault, options.FirstPause, attempt);
            if (pause >= limit - Stopwatch.GetElapsedTime(started)) return (null, fault);
            if (!await WaitAsync(pause, cancellation).ConfigureAwait(false)) return (null, FaultReader.GivenUp(fault.NeverBegan, attempt));
        }
    }

    private static async Task<(T? Answer, DecisionFault? Fault)> TryAsync<T>(Func<CallOptions, AsyncUnaryCall<T>> call, CallOptions callOptions)
        where T : class
    {
        try
        {
            using var under = call(callOptions);
            return (await under.ResponseAsync.ConfigureAwait(false), null);
        }
        catch (RpcException fault)
        {
            return (null, FaultReader.Read(fault, callOptions));
        }
        catch (Exception fault)
        {
            // Whoever asks may act only on an answer: what nobody foresaw is a fault like others.
            return (null, new DecisionFault(StatusCode.Internal, ClientCodes.Failed, $"The client failed with {fault.GetType().Name}."));
        }
    }

    private static async Task<bool> WaitAsync(TimeSpan pause, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(pause, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
