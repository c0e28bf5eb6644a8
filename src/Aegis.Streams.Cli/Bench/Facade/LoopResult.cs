using HdrHistogram;

namespace Aegis.Streams.Cli.Bench.Facade;

/// <summary>What an open loop showed.</summary>
/// <param name="Latency">From the moment a question was due until its right answer was there, in microseconds.</param>
/// <param name="Asked">How many questions were due.</param>
/// <param name="Errors">Questions with another answer or none.</param>
/// <param name="Seconds">From the first question until the last answer.</param>
internal sealed record LoopResult(HistogramBase Latency, long Asked, long Errors, double Seconds);
