using Aegis.Streams.Kafka.Testing;

namespace Aegis.Streams.Tests.Runtime;

/// <summary>Claims of tasks, inside the transactions that the generation fences.</summary>
public sealed class StreamThreadClaimTests : IDisposable
{
    private readonly ThreadScene _scene = new() { Processor = new CountingProcessor { ClaimAs = "one" } };

    [Fact]
    public void IdleTask_IsClaimedAtOnceInATransactionOfItsOwnThatNamesItsOffset()
    {
        using var thread = _scene.Thread();
        _scene.RunUntil(thread, () => Claims.Count == 2);

        Assert.Equal(["0=one", "1=one"], Claims.Order());
        Assert.Equal([0, 0], [_scene.Offset(0), _scene.Offset(1)]);
        Assert.Equal(1, thread.Commits);
    }

    [Fact]
    public void ClaimedTask_IsNotClaimedAgainByLaterTransactions()
    {
        using var thread = _scene.Thread();
        _scene.RunUntil(thread, () => Claims.Count == 2);
        _scene.Append("a", "1");
        _scene.RunUntilRead(thread);

        Assert.Equal(["a=1"], _scene.Out);
        Assert.Equal(2, Claims.Count);
    }

    [Fact]
    public void ClaimThatIsAMinuteOld_IsRenewed()
    {
        using var thread = _scene.Thread();
        _scene.RunUntil(thread, () => Claims.Count == 2);
        for (var claimed = _scene.Cluster.Now; _scene.Cluster.Now - claimed < TimeSpan.FromSeconds(55);) thread.RunOnce();
        Assert.Equal(2, Claims.Count);
        _scene.RunUntil(thread, () => Claims.Count == 4);

        Assert.Equal(["0=one", "0=one", "1=one", "1=one"], Claims.Order());
    }

    [Fact]
    public void TransactionOfAClaimAborts_TheClaimIsMadeAgain()
    {
        _scene.Faults.Inject(ClientCall.SendOffsets, ClientFault.AbortRequired);
        using var thread = _scene.Thread();
        _scene.RunUntil(thread, () => Claims.Count == 2);

        Assert.Equal(["0=one", "1=one"], Claims.Order());
        Assert.Equal(1, thread.Commits);
    }

    [Fact]
    public void CommitOfUnknownOutcome_IsClaimedAgain()
    {
        _scene.Faults.Inject(ClientCall.Commit, ClientFault.FatalAfter);
        using var thread = _scene.Thread();
        _scene.RunUntil(thread, () => Claims.Count == 4);

        Assert.Equal(["0=one", "0=one", "1=one", "1=one"], Claims.Order());
    }

    [Fact]
    public void LaterTransactionAborts_TheCommittedClaimStands()
    {
        using var thread = _scene.Thread();
        _scene.RunUntil(thread, () => Claims.Count == 2);
        _scene.Append("a", "1");
        _scene.Faults.Inject(ClientCall.SendOffsets, ClientFault.AbortRequired);
        _scene.RunUntilRead(thread);

        Assert.Equal(["a=1"], _scene.Out);
        Assert.Equal(2, Claims.Count);
    }

    [Fact]
    public void Close_TakesTheClaimsBack()
    {
        using var thread = _scene.Thread();
        _scene.RunUntil(thread, () => Claims.Count == 2);
        thread.Close();

        Assert.Equal(["0=nobody", "1=nobody"], Claims.Skip(2).Order());
    }

    [Fact]
    public void PartitionsLost_NothingIsTakenBack_SinceTheSuccessorMayHaveClaimedThem()
    {
        using var thread = _scene.Thread();
        _scene.RunUntil(thread, () => Claims.Count == 2);
        _scene.Cluster.Group.Expire("one-0");
        _scene.RunUntil(thread, () => Claims.Count == 4);

        Assert.Equal(["0=one", "0=one", "1=one", "1=one"], Claims.Order());
    }

    [Fact]
    public void Zombie_CannotClaimOverItsSuccessor()
    {
        _scene.RunUntilClaimsOpen(out var zombie);
        using (zombie)
        {
            // The group gives the partitions away while the claim's transaction is open.
            _scene.Cluster.Group.Expire("one-0");
            using var successor = _scene.Thread("two-0", _scene.Cluster.Start("two"), processor: new CountingProcessor { ClaimAs = "two" });
            _scene.RunUntil(successor, () => Claims.Count >= 2);
            Assert.Equal(["0=two", "1=two"], Claims.Order());
            for (var turn = 0; turn < 20 && Claims.Count == 2; turn++) zombie.RunOnce();

            Assert.DoesNotContain(Claims, claim => claim.EndsWith("=one", StringComparison.Ordinal));
        }
    }

    public void Dispose() => _scene.Dispose();

    private IReadOnlyList<string> Claims => _scene.Committed("owners");
}
