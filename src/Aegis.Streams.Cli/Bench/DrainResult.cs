namespace Aegis.Streams.Cli.Bench;

/// <summary>What a drain showed.</summary>
/// <param name="Engine">What ran the pipeline.</param>
/// <param name="Count">Intents.</param>
/// <param name="All">From the first committed decision to the last: the warm-up of the compiler is in it.</param>
/// <param name="SecondHalf">The second half of the decisions: nearer to a steady state.</param>
/// <param name="BrokerMicrosecondsPerRecord">CPU of the broker over all; <see langword="null"/>: not measured.</param>
/// <param name="Check">Whether every intent has its answer.</param>
internal sealed record DrainResult(string Engine, int Count, HostUse All, HostUse SecondHalf, double? BrokerMicrosecondsPerRecord, AnswerCheck Check);
