namespace Aegis.Streams.Policy.Evaluation;

/// <summary>The name of a member that guards test. A set has few of them, so they stay in the caches.</summary>
/// <param name="Hash">Its hash.</param>
/// <param name="Start">Where it starts in the bytes of the <see cref="GuardTable"/>.</param>
/// <param name="Length">How many bytes it has.</param>
internal readonly record struct GuardName(uint Hash, int Start, int Length);
