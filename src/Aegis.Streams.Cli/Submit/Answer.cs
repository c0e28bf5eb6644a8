using Aegis.Streams.Cli.DeadLetters;
using Aegis.Streams.Outcome;

namespace Aegis.Streams.Cli.Submit;

/// <summary>What came of one line: a decision, a dead letter, or neither, because it was never written.</summary>
/// <param name="Line">The line.</param>
/// <param name="Decision">The decision; <see langword="null"/>: there is none.</param>
/// <param name="DeadLetter">The dead letter; <see langword="null"/>: it is none.</param>
/// <param name="Fault">Why it was not written; <see langword="null"/>: it was.</param>
/// <param name="Latency">From when it was to be sent to when the answer was received.</param>
internal sealed record Answer(IntentLine Line, Decision? Decision, DeadLetterEntry? DeadLetter, string? Fault, TimeSpan Latency);
