using Aegis.Streams.Server.Calls;

namespace Aegis.Streams.Tests.Facade;

/// <summary>The fair share of tenants.</summary>
public sealed class FairShareTests
{
    [Fact]
    public void OneTenantAlone_FillsHalf()
    {
        var share = new FairShare(10);
        Assert.Equal(5, Enter(share, "acme", 20));
        Assert.Equal(5, share.Held);
    }

    [Fact]
    public void ANewcomerFindsRoomBesideAFlood()
    {
        var share = new FairShare(12);
        Assert.Equal(6, Enter(share, "acme", 100));
        Assert.Equal(3, Enter(share, "globex", 100));
        Assert.Equal(2, Enter(share, "umbrella", 100));
        Assert.True(share.TryTake("initech"));
    }

    [Fact]
    public void WhatIsGivenBack_CanBeTakenAgain()
    {
        var share = new FairShare(2);
        Assert.True(share.TryTake("acme"));
        Assert.False(share.TryTake("acme"));
        share.Return("acme");
        Assert.Equal(0, share.Held);
        Assert.True(share.TryTake("acme"));
    }

    [Fact]
    public void ManyThreads_NeverHoldMoreThanThereIs_AndLeaveNothingBehind()
    {
        var share = new FairShare(8);
        var (inside, most) = (0, 0);
        Parallel.For(0, 20_000, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i =>
        {
            var tenant = $"t{i % 5}";
            if (!share.TryTake(tenant)) return;
            var now = Interlocked.Increment(ref inside);
            InterlockedMax(ref most, now);
            Interlocked.Decrement(ref inside);
            share.Return(tenant);
        });
        Assert.InRange(most, 1, 8);
        Assert.Equal(0, share.Held);
    }

    [Fact]
    public void LargeAmounts_CountByTheirSize()
    {
        var share = new FairShare(100);
        Assert.True(share.TryTake("acme", 50));
        Assert.False(share.TryTake("acme", 1));
        Assert.False(share.TryTake("globex", 51));
        Assert.True(share.TryTake("globex", 25));
        share.Return("acme", 50);
        Assert.Equal(25, share.Held);
        Assert.True(share.TryTake("globex", 25));
    }

    private static int Enter(FairShare share, string tenant, int times) => Enumerable.Range(0, times).Count(_ => share.TryTake(tenant));

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
            if (Interlocked.CompareExchange(ref target, value, seen) == seen) return;
    }
}
