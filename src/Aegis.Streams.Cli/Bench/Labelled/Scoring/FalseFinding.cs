namespace Aegis.Streams.Cli.Bench.Labelled.Scoring;

/// <summary>A finding where nothing of its entity is.</summary>
/// <param name="Document">Which document it is in, counted from 0 in the order of scoring.</param>
/// <param name="Finding">The finding.</param>
/// <param name="Cause">What is there instead: a kind of hard negative, the entity of another value, `wide` or `text`.</param>
internal readonly record struct FalseFinding(long Document, ScoredFinding Finding, string Cause);
