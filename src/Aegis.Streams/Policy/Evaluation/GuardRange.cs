namespace Aegis.Streams.Policy.Evaluation;

/// <summary>The guards of a rule in a <see cref="GuardTable"/>.</summary>
/// <param name="First">The first.</param>
/// <param name="Count">How many there are.</param>
/// <param name="AreWhole">Whether they say all that the rule's condition says.</param>
internal readonly record struct GuardRange(int First, byte Count, bool AreWhole);
