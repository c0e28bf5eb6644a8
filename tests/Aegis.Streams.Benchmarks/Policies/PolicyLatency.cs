using System.Diagnostics;
using System.Globalization;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy;
using HdrHistogram;

namespace Aegis.Streams.Benchmarks.Policies;

/// <summary>
/// Measures how long one evaluation takes over a workload, the clock read around each, and checks first that every answer is right.
/// `policy-latency --data FOLDER [--seconds N]`; one line of JSON on stdout for each way to ask: `read` measures the evaluation of an
/// intent that was just read, parameters too, and whose agent was just found, as in the pipeline; `json` the reading of the parameters too.
/// </summary>
internal static class PolicyLatency
{
    private const int ParameterBytes = 500;
    private const int Warmup = 5;

    public static int Run(string folder, double seconds)
    {
        var started = Stopwatch.GetTimestamp();
        var documents = PolicyWorkload.ReadRules(folder);
        var read = Stopwatch.GetTimestamp();
        _ = new PolicySnapshot(documents);
        var compiled = Stopwatch.GetTimestamp();
        var workload = PolicyWorkload.Read(folder);
        var wrong = workload.CountWrongAnswers();
        Console.Error.WriteLine($"{workload.Policy.Documents[0].Rules.Length} rules, {workload.Requests.Length} requests, {wrong} wrong answers, rules read in {Milliseconds(read - started):0} ms, compiled in {Milliseconds(compiled - read):0} ms");
        if (wrong > 0) return 1;

        var arrivals = new PolicyArrivals(workload, ParameterBytes);
        Report(workload, "read", seconds, prepare: index => arrivals.Receive(index).ReadParameters(), decide: () => IsAllowed(workload, arrivals));
        Report(workload, "json", seconds, prepare: index => arrivals.Receive(index), decide: () => IsAllowed(workload, arrivals.ReadParameters()));
        Console.Error.WriteLine($"reading the clock takes {ClockNanoseconds()} ns of each figure");
        return 0;
    }

    private static bool IsAllowed(PolicyWorkload workload, PolicyArrivals arrivals) =>
        PolicyEngine.Evaluate(workload.Policy, arrivals.Call()).Outcome == DecisionOutcome.Allow;

    private static void Report(PolicyWorkload workload, string input, double seconds, Action<int> prepare, Func<bool> decide)
    {
        var count = workload.Requests.Length;
        var isAllowed = new bool[count];
        for (var round = 0; round < Warmup; round++)
        {
            for (var index = 0; index < count; index++)
            {
                prepare(index);
                isAllowed[index] = decide();
            }
        }

        var all = new LongHistogram(10_000_000_000, 3);
        var allows = new LongHistogram(10_000_000_000, 3);
        var end = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        while (Stopwatch.GetTimestamp() < end)
        {
            for (var index = 0; index < count; index++)
            {
                prepare(index);
                var before = Stopwatch.GetTimestamp();
                decide();
                var nanoseconds = (Stopwatch.GetTimestamp() - before) * 1_000_000_000 / Stopwatch.Frequency;
                all.RecordValue(nanoseconds);
                if (isAllowed[index]) allows.RecordValue(nanoseconds);
            }
        }

        var allowed = Enumerable.Range(0, count).Where(index => isAllowed[index]).ToArray();
        var allocated = 0.0;
        foreach (var index in allowed)
        {
            prepare(index);
            var before = GC.GetAllocatedBytesForCurrentThread();
            decide();
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        allocated /= Math.Max(1, allowed.Length);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"engine":"aegis","input":"{{input}}","rules":{{workload.Policy.Documents[0].Rules.Length}},"samples":{{all.TotalCount}},{{Percentiles("", all)}},{{Percentiles("allow_", allows)}},"allocated_bytes_per_allow":{{allocated:0.##}}}"""));
    }

    private static long ClockNanoseconds()
    {
        var gaps = new LongHistogram(10_000_000_000, 3);
        for (var sample = 0; sample < 100_000; sample++)
        {
            var before = Stopwatch.GetTimestamp();
            gaps.RecordValue((Stopwatch.GetTimestamp() - before) * 1_000_000_000 / Stopwatch.Frequency);
        }

        return gaps.GetValueAtPercentile(50);
    }

    private static string Percentiles(string prefix, LongHistogram histogram) => string.Join(',', new (string Name, double Value)[] { ("p50", 50), ("p90", 90), ("p99", 99), ("p999", 99.9) }
        .Select(percentile => string.Create(CultureInfo.InvariantCulture, $"\"{prefix}{percentile.Name}_ns\":{histogram.GetValueAtPercentile(percentile.Value)}")));

    private static double Milliseconds(long ticks) => ticks * 1000.0 / Stopwatch.Frequency;
}
