using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Lint;

/// <summary>Tells by their paths what profiles of redaction can never look at.</summary>
internal static class ProfilePaths
{
    /// <summary>Finds what leaves a path out, with all that is in it.</summary>
    public static ParameterPath? LeftOut(DlpProfile profile, ParameterPath path) =>
        profile.Except.FirstOrDefault(except => except.Steps.Length <= path.Steps.Length && path.Steps[..except.Steps.Length].SequenceEqual(except.Steps));

    /// <summary>Says whether a profile may look at something that a path names, or at something in it. Lists do not count, as they do not for what is looked at.</summary>
    public static bool MayMeet(DlpProfile profile, ParameterPath path) =>
        LeftOut(profile, path) is null && (profile.Parameters.IsEmpty || profile.Parameters.Any(one => Names(one).Zip(Names(path)).All(pair => pair.First == pair.Second)));

    private static IEnumerable<string> Names(ParameterPath path) => path.Steps.Where(step => !step.IsEachItem).Select(step => step.Name!);
}
