using Aegis.Streams.Server.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Aegis.Streams.Tests.Facade;

public sealed class QueueDelayTests
{
    [Fact]
    public void WorkThatWaits_IsSeenWhileItWaits_AndUntilTheNextDoesNot()
    {
        var (time, queued) = (new FakeTimeProvider(), new Queue<Action>());
        using var delay = new QueueDelay(queued.Enqueue, TimeSpan.FromMilliseconds(250), time);
        time.Advance(TimeSpan.FromMilliseconds(20));
        time.Advance(TimeSpan.FromMilliseconds(250));
        Assert.False(delay.IsTooLong);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(delay.IsTooLong);

        // One piece is on its way, whatever the time.
        Assert.Single(queued);
        queued.Dequeue()();
        Assert.True(delay.IsTooLong);
        time.Advance(TimeSpan.FromMilliseconds(20));
        Assert.Single(queued);
        queued.Dequeue()();
        Assert.False(delay.IsTooLong);
    }
}
