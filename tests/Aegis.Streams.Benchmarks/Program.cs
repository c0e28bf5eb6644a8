using Aegis.Streams.Benchmarks.Policies;
using BenchmarkDotNet.Running;

// The one measurement that is no micro-benchmark: percentiles over a workload that other engines are measured on too.
if (args is ["policy-latency", "--data", var folder, .. var rest])
    return PolicyLatency.Run(folder, rest is ["--seconds", var text] ? double.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 5);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
