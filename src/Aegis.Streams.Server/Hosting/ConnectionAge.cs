using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Aegis.Streams.Server.Hosting;

/// <summary>
/// Ends connections of a certain age, so that clients that keep theirs for ever come to new instances too (behind a balancer of connections they would not), as proposal A9 of gRPC has it.
/// The client is told to go elsewhere (GOAWAY), what is under way goes on for a grace, then the rest is cut off.
/// </summary>
/// <param name="age">The age; each connection gets up to a tenth more or less, so that clients do not come back all at once.</param>
/// <param name="grace">How long what is under way may take then.</param>
/// <param name="time">The clock.</param>
internal sealed class ConnectionAge(TimeSpan age, TimeSpan grace, TimeProvider time)
{
    private const int JitterPermille = 100;
    private const int Whole = 1000;

    /// <summary>Serves a connection as long as it may live.</summary>
    public async Task ServeAsync(ConnectionContext connection, Func<Task> next)
    {
        var isOld = false;
        ITimer? timer = null;
        var first = age * (Whole - JitterPermille + Random.Shared.Next((2 * JitterPermille) + 1)) / Whole;
        await using (timer = time.CreateTimer(_ => Grow(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan))
        {
            timer.Change(first, Timeout.InfiniteTimeSpan);
            await next().ConfigureAwait(false);
        }

        void Grow()
        {
            if (isOld)
            {
                connection.Abort(new ConnectionAbortedException("The connection is older than it may be, and its grace is over."));
                return;
            }

            isOld = true;
            connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
            timer!.Change(grace, Timeout.InfiniteTimeSpan);
        }
    }
}
