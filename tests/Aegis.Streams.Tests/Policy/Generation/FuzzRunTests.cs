namespace Aegis.Streams.Tests.Policy.Generation;

public sealed class FuzzRunTests
{
    [Fact]
    public void CaseThatDoesNotEnd_IsNamed()
    {
        using var never = new ManualResetEventSlim();
        void Hang(Random random, int number)
        {
            if (number == 7) never.Wait();
        }

        var fault = Assert.ThrowsAny<Exception>(() => FuzzRun.Each(5, 10, TimeSpan.FromSeconds(1), Hang));
        never.Set();

        Assert.Equal($"AEGIS_FUZZ_SEED={FuzzRun.Seed} AEGIS_FUZZ_FIRST=7 AEGIS_FUZZ_CASES=1 takes longer than 1 s: it hangs.", fault.Message);
    }

    [Fact]
    public void CaseThatFails_IsNamedAndEndsTheRun()
    {
        var numbers = new List<int>();
        var fault = Assert.ThrowsAny<Exception>(() => FuzzRun.Each(5, 10, TimeSpan.FromMinutes(1), (_, number) =>
        {
            numbers.Add(number);
            if (number == 7) throw new InvalidOperationException("no");
        }));

        Assert.StartsWith($"AEGIS_FUZZ_SEED={FuzzRun.Seed} AEGIS_FUZZ_FIRST=7 AEGIS_FUZZ_CASES=1: System.InvalidOperationException: no", fault.Message, StringComparison.Ordinal);
        Assert.Equal([5, 6, 7], numbers);
    }

    [Fact]
    public void CaseAlone_HasTheRandomNumbersThatItHasAmongOthers()
    {
        var (all, alone) = (new List<int>(), new List<int>());
        FuzzRun.Each(0, 9, TimeSpan.FromMinutes(1), (random, _) => all.Add(random.Next()));
        FuzzRun.Each(6, 1, TimeSpan.FromMinutes(1), (random, _) => alone.Add(random.Next()));

        Assert.Equal([all[6]], alone);
        Assert.Equal(9, all.Distinct().Count());
    }
}
