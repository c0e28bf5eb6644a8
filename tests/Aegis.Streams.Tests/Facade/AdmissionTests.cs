using Aegis.Streams.Server.Calls;

namespace Aegis.Streams.Tests.Facade;

/// <summary>The fair share of places.</summary>
public sealed class AdmissionTests
{
    [Fact]
    public void OneTenantAlone_FillsHalf()
    {
        var admission = new Admission(10);
        Assert.Equal(5, Enter(admission, "acme", 20));
        Assert.Equal(5, admission.Held);
    }

    [Fact]
    public void ANewcomerFindsRoomBesideAFlood()
    {
        var admission = new Admission(12);
        Assert.Equal(6, Enter(admission, "acme", 100));
        Assert.Equal(3, Enter(admission, "globex", 100));
        Assert.Equal(2, Enter(admission, "umbrella", 100));
        Assert.True(admission.TryEnter("initech"));
    }

    [Fact]
    public void WhatIsGivenBack_CanBeTakenAgain()
    {
        var admission = new Admission(2);
        Assert.True(admission.TryEnter("acme"));
        Assert.False(admission.TryEnter("acme"));
        admission.Leave("acme");
        Assert.Equal(0, admission.Held);
        Assert.True(admission.TryEnter("acme"));
    }

    [Fact]
    public void ManyThreads_NeverHoldMoreThanThereIs_AndLeaveNothingBehind()
    {
        var admission = new Admission(8);
        var (inside, most) = (0, 0);
        Parallel.For(0, 20_000, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i =>
        {
            var tenant = $"t{i % 5}";
            if (!admission.TryEnter(tenant)) return;
            var now = Interlocked.Increment(ref inside);
            InterlockedMax(ref most, now);
            Interlocked.Decrement(ref inside);
            admission.Leave(tenant);
        });
        Assert.InRange(most, 1, 8);
        Assert.Equal(0, admission.Held);
    }

    private static int Enter(Admission admission, string tenant, int times) => Enumerable.Range(0, times).Count(_ => admission.TryEnter(tenant));

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
            if (Interlocked.CompareExchange(ref target, value, seen) == seen) return;
    }
}
