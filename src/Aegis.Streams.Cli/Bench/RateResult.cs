using HdrHistogram;

namespace Aegis.Streams.Cli.Bench;

/// <summary>What a rate showed.</summary>
/// <param name="Engine">What ran the pipeline.</param>
/// <param name="Rate">Intents a second.</param>
/// <param name="Latency">From the moment an intent was due to be sent until a read-committed reader had its decision, in microseconds.</param>
/// <param name="Lateness">How much later than due intents were sent, in microseconds; part of the latency.</param>
/// <param name="Use">What the process under test used.</param>
/// <param name="BrokerCores">CPU of the broker, 1 for one whole core; <see langword="null"/>: not measured.</param>
/// <param name="Check">Whether every intent has its answer.</param>
internal sealed record RateResult(string Engine, int Rate, HistogramBase Latency, HistogramBase Lateness, HostUse Use, double? BrokerCores, AnswerCheck Check);
