using System.Diagnostics;
using System.Globalization;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy;
using HdrHistogram;

namespace Aegis.Streams.Benchmarks.Policies;

/// <summary>
/// Measures how long running decisions wait while policy sets are compiled and put in their place: the gaps between the ends of one
/// decision after the other, on a thread that does nothing else. `policy-activation --data FOLDER [--seconds N]`; one line of JSON for the
/// decisions alone, as the baseline, and one for those with activations.
/// </summary>
internal static class PolicyActivation
{
    public static int Run(string folder, double seconds)
    {
        var workload = PolicyWorkload.Read(folder);
        var documents = PolicyWorkload.ReadRules(folder);
        var active = workload.Policy;
        Report("alone", workload, () => active, seconds);

        using var stop = new CancellationTokenSource();
        var count = 0;
        var compiler = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                Volatile.Write(ref active, new PolicySnapshot(documents));
                count++;
            }
        });
        compiler.Start();
        Report("activations", workload, () => Volatile.Read(ref active), seconds);
        stop.Cancel();
        compiler.Join();
        Console.Error.WriteLine($"{count} sets compiled and activated");
        return 0;
    }

    private static void Report(string name, PolicyWorkload workload, Func<PolicySnapshot> policy, double seconds)
    {
        var texts = workload.Requests.Select(request => request.Parameters).ToArray();
        var (table, limits) = (new ParameterTable(), new IntentLimits());
        var gaps = new LongHistogram(10_000_000_000, 3);
        var pausesBefore = GC.GetTotalPauseDuration();
        var end = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        var last = Stopwatch.GetTimestamp();
        for (var index = 0; last < end; index = (index + 1) % texts.Length)
        {
            table.Read(texts[index], limits, "parameters");
            PolicyEngine.Evaluate(policy(), workload.Requests[index].Call(table));
            var now = Stopwatch.GetTimestamp();
            gaps.RecordValue((now - last) * 1_000_000_000 / Stopwatch.Frequency);
            last = now;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"engine":"aegis","run":"{{name}}","rules":{{workload.Policy.Documents[0].Rules.Length}},"decisions":{{gaps.TotalCount}},"p50_us":{{Micro(50)}},"p99_us":{{Micro(99)}},"p9999_us":{{Micro(99.99)}},"max_us":{{Micro(100)}},"gc_pause_ms":{{(GC.GetTotalPauseDuration() - pausesBefore).TotalMilliseconds:0.0}}}"""));

        double Micro(double percentile) => gaps.GetValueAtPercentile(percentile) / 1000.0;
    }
}
