using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Kafka.Testing;

namespace Aegis.Streams.Tests.Runtime;

public sealed class StreamThreadCallTests : IDisposable
{
    private readonly ThreadScene _scene = new();

    [Fact]
    public void Call_IsAnsweredAfterItsCommit_WhichNamesAnOffset()
    {
        using var thread = _scene.Thread();
        _scene.RunUntil(thread, () => thread.IsReady);
        var call = _scene.Call(thread, "a");
        _scene.RunUntil(thread, () => call.Count > 0);

        Assert.Equal([TaskCallOutcome.Committed], call);
        Assert.Equal(["a=1"], _scene.Out);
        Assert.Equal(0, _scene.Offset(0));
    }

    [Fact]
    public void CallAfterACommit_WaitsForTheMarkersOfThatOnly()
    {
        using var thread = _scene.Thread(options: _scene.Options with { CommitSpacing = TimeSpan.Zero, CommitPause = TimeSpan.FromMilliseconds(5) });
        _scene.RunUntil(thread, () => thread.IsReady);
        _scene.Cluster.Advance(TimeSpan.FromMilliseconds(5));
        _scene.Pauses.Clear();
        var idle = _scene.Call(thread, "idle");
        thread.RunOnce();
        Assert.Equal([TaskCallOutcome.Committed], idle);
        Assert.Empty(_scene.Pauses);

        _scene.Cluster.Advance(TimeSpan.FromMilliseconds(2));
        var soon = _scene.Call(thread, "soon");
        thread.RunOnce();

        Assert.Equal([TaskCallOutcome.Committed], soon);
        Assert.Equal([TimeSpan.FromMilliseconds(3)], _scene.Pauses);
    }

    [Fact]
    public void CallsOfThePauseAfterACommit_ShareATransaction()
    {
        using var thread = _scene.Thread(options: _scene.Options with { CommitSpacing = TimeSpan.Zero, CommitPause = TimeSpan.FromMilliseconds(5) });
        _scene.RunUntil(thread, () => thread.IsReady);
        var first = _scene.Call(thread, "first");
        thread.RunOnce();
        var commits = thread.Commits;
        IReadOnlyList<TaskCallOutcome> during = [];
        _scene.OnPause = () => during = _scene.Call(thread, "during");
        var before = _scene.Call(thread, "before");
        thread.RunOnce();

        Assert.Equal([TaskCallOutcome.Committed], first);
        Assert.Equal([TaskCallOutcome.Committed], before);
        Assert.Equal([TaskCallOutcome.Committed], during);
        Assert.Equal(commits + 1, thread.Commits);
    }

    [Fact]
    public void CallBeforeAnyTaskRuns_IsNotOwned()
    {
        using var thread = _scene.Thread();
        var call = _scene.Call(thread, "a");
        thread.RunOnce();

        Assert.Equal([TaskCallOutcome.NotOwned], call);
    }

    [Fact]
    public void CallsBeyondWhatAThreadLetsWait_AreOverloadedAtOnce()
    {
        using var thread = _scene.Thread();
        _scene.RunUntil(thread, () => thread.IsReady);
        var waiting = Enumerable.Range(0, CallQueue.MaxWaiting).Select(i => _scene.Call(thread, $"a{i}")).ToList();
        var beyond = _scene.Call(thread, "beyond");

        Assert.Equal([TaskCallOutcome.Overloaded], beyond);
        Assert.All(waiting, Assert.Empty);
    }

    [Fact]
    public void CallWhoseTransactionAborts_HasNoEffect()
    {
        using var thread = _scene.Thread();
        _scene.RunUntil(thread, () => thread.IsReady);
        _scene.Faults.Inject(ClientCall.SendOffsets, ClientFault.AbortRequired);
        var call = _scene.Call(thread, "a");
        _scene.RunUntil(thread, () => call.Count > 0);
        var again = _scene.Call(thread, "a");
        _scene.RunUntil(thread, () => again.Count > 0);

        Assert.Equal([TaskCallOutcome.Aborted], call);
        Assert.Equal([TaskCallOutcome.Committed], again);
        Assert.Equal(["a=1"], _scene.Out);
    }

    [Fact]
    public void CallWhoseCommitIsInDoubt_IsUnknown()
    {
        using var thread = _scene.Thread();
        _scene.RunUntil(thread, () => thread.IsReady);
        _scene.Faults.Inject(ClientCall.Commit, ClientFault.FatalAfter);
        var call = _scene.Call(thread, "a");
        _scene.RunUntil(thread, () => call.Count > 0);

        Assert.Equal([TaskCallOutcome.Unknown], call);
        Assert.Equal(["a=1"], _scene.Out);
    }

    [Fact]
    public void FailingCalls_AreNeverHeldAgainstTheNextOne()
    {
        using var thread = _scene.Thread();
        _scene.RunUntil(thread, () => thread.IsReady);
        for (var i = 0; i < 7; i++)
        {
            var failing = _scene.Call(thread, "a", value: "poison");
            _scene.RunUntil(thread, () => failing.Count > 0);
            Assert.Equal([TaskCallOutcome.Aborted], failing);
        }

        var good = _scene.Call(thread, "a");
        _scene.RunUntil(thread, () => good.Count > 0);
        Assert.Equal([TaskCallOutcome.Committed], good);
        Assert.Empty(_scene.Processor.SetAsideRecords);
    }

    [Fact]
    public void FloodOfCalls_StillPollsTheGroupAndTakesRecords()
    {
        var scene = new ThreadScene { Options = _scene.Options with { MaxTransactionRecords = 1 } };
        using var thread = scene.Thread();
        scene.RunUntil(thread, () => thread.IsReady);
        for (var i = 0; i < 500; i++) scene.Call(thread, "a");
        scene.Append("b", "record");
        scene.RunUntil(thread, () => scene.Processor.Tried.Contains("record"));

        Assert.True(scene.Processor.Tried.Count(tried => tried == "call") < 10);
        scene.Dispose();
    }

    [Fact]
    public void FloodOfCalls_LeavesRecordsTheirTurn_WithinOneTransactionToo()
    {
        using var thread = _scene.Thread();
        _scene.RunUntil(thread, () => thread.IsReady);
        for (var i = 0; i < 1000; i++) _scene.Call(thread, "a");
        _scene.Append("b", "record");
        _scene.RunUntil(thread, () => _scene.Processor.Tried.Contains("record"));

        Assert.InRange(_scene.Processor.Tried.Count(tried => tried == "call"), 1, 128);
        Assert.Empty(_scene.Pauses);
    }

    [Fact]
    public void ThreadThatIsGivenUp_AnswersItsCalls_AndThoseThatComeLater()
    {
        var thread = _scene.Thread();
        _scene.RunUntil(thread, () => thread.IsReady);
        var waiting = _scene.Call(thread, "a");
        thread.Abandon();
        thread.Dispose();
        var late = _scene.Call(thread, "a");

        Assert.Equal([TaskCallOutcome.NotOwned], waiting);
        Assert.Equal([TaskCallOutcome.NotOwned], late);
        Assert.Empty(_scene.Out);
    }

    public void Dispose() => _scene.Dispose();
}
