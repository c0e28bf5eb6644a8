using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Tells whether groups beside a number are more of it, so that it is another number. What was found there, or is a number of its own, is not.</summary>
internal static class Neighbours
{
    /// <summary>Says whether a number goes on before its first group.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="first">The first group.</param>
    /// <param name="own">What stands between its groups.</param>
    /// <param name="findings">What was found in the field.</param>
    public static bool GoOnBefore(in DigitGroups groups, int first, Separator own, FindingList findings) =>
        first > 0 && groups.Beside(first) == own && !groups.StandAloneBefore(first, own) && !findings.IsBorder(groups.EndOf(first - 1));

    /// <summary>Says whether a number goes on after its last group.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="next">The group after it.</param>
    /// <param name="own">What stands between its groups.</param>
    /// <param name="findings">What was found in the field.</param>
    public static bool GoOnAfter(in DigitGroups groups, int next, Separator own, FindingList findings) =>
        next < groups.Count && groups.Beside(next) == own && !groups.StandAloneFrom(next, own) && !findings.IsBorder(groups.StartOf(next));
}
