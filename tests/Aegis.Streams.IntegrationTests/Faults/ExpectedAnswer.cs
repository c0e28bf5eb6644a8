namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>What one input must have become.</summary>
/// <param name="Source">The input's place, `topic/partition/offset`; for a repeat, that of the input that was decided.</param>
/// <param name="IntentId">The intent; <see langword="null"/>: the input is a dead letter.</param>
/// <param name="Verdict">`allow`, `approval_needed`, or the code of the reason.</param>
/// <param name="Replayed">Whether it repeats an earlier request.</param>
internal sealed record ExpectedAnswer(string Source, string? IntentId, string Verdict, bool Replayed);
