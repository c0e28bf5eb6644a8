namespace Aegis.Streams.Policy.Evaluation;

/// <summary>A rule where an index found it, with what mostly suffices to drop it again: 12 bytes.</summary>
/// <param name="Rule">The number of the rule.</param>
/// <param name="FirstGuard">Its first guard.</param>
/// <param name="GuardCount">How many guards it has.</param>
/// <param name="Classes">The classes of calls that it speaks of, a bit for each.</param>
/// <param name="Traits">What else is known of it.</param>
internal readonly record struct RuleRow(int Rule, int FirstGuard, byte GuardCount, byte Classes, RuleTraits Traits)
{
    public bool Is(RuleTraits traits) => (Traits & traits) == traits;
}
