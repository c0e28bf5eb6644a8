using System.Globalization;
using Aegis.Streams.Benchmarks.Policies;
using BenchmarkDotNet.Running;

// The measurements that are no micro-benchmarks: percentiles over a workload that other engines are measured on too.
if (args is [var name and ("policy-latency" or "policy-activation"), "--data", var folder, .. var rest])
{
    var seconds = rest is ["--seconds", var text] ? double.Parse(text, CultureInfo.InvariantCulture) : 5;
    return name == "policy-latency" ? PolicyLatency.Run(folder, seconds) : PolicyActivation.Run(folder, seconds);
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
