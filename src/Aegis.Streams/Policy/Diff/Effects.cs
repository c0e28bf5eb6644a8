namespace Aegis.Streams.Policy.Diff;

/// <summary>Counts with effects.</summary>
internal static class Effects
{
    /// <summary>Gets the effect of two changes together.</summary>
    public static CallEffect And(this CallEffect effect, CallEffect other)
    {
        if (effect == other || other == CallEffect.Same) return effect;
        if (effect == CallEffect.Same) return other;

        // What lets more through must not be hidden by what nobody can tell.
        var isLooser = effect is CallEffect.Looser or CallEffect.Both || other is CallEffect.Looser or CallEffect.Both;
        if (isLooser) return CallEffect.Both;
        return CallEffect.Unclear;
    }

    /// <summary>Gets the effect of several changes together.</summary>
    public static CallEffect Sum(IEnumerable<ChangePart> parts) => parts.Aggregate(CallEffect.Same, (sum, part) => sum.And(part.Effect));

    /// <summary>Turns an effect around: what lets through in one place stops in another.</summary>
    public static CallEffect Opposite(this CallEffect effect) => effect switch
    {
        CallEffect.Looser => CallEffect.Tighter,
        CallEffect.Tighter => CallEffect.Looser,
        _ => effect,
    };

    /// <summary>Gets the effect of something that lets calls through.</summary>
    /// <param name="isWithinNew">Whether all that it let through still gets through.</param>
    /// <param name="isWithinOld">Whether all that it lets through got through before.</param>
    /// <param name="neither">The effect where neither is so.</param>
    public static CallEffect Of(bool isWithinNew, bool isWithinOld, CallEffect neither = CallEffect.Unclear) => (isWithinNew, isWithinOld) switch
    {
        (true, true) => CallEffect.Same,
        (true, false) => CallEffect.Looser,
        (false, true) => CallEffect.Tighter,
        _ => neither,
    };
}
