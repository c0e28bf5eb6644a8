using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language.Layers;

/// <summary>Proves that a test of a parameter holds wherever other tests of it hold.</summary>
internal static class ParameterImplication
{
    /// <summary>Looks for what is wider in a test of a parameter.</summary>
    /// <param name="demanded">The test.</param>
    /// <param name="given">What holds.</param>
    /// <returns>What is wider, in words; <see langword="null"/>: the test is implied.</returns>
    public static string? GapOf(ParameterCondition demanded, ImmutableArray<ParameterCondition> given)
    {
        var same = given.Where(one => one.Path.Equals(demanded.Path) && IsUsable(one, demanded)).ToList();
        if (same.Count == 0) return $"it does not test `{demanded.Path}`";

        // Different items may pass different tests that any item is to pass, so these count one by one.
        if (demanded.Path.HasItems && demanded.Quantifier == Quantifier.Any)
            return same.Any(one => FirstGap(demanded, one.Tests) is null) ? null : $"`{demanded.Path}`: {FirstGap(demanded, same[0].Tests)}";
        var demandsAbsence = demanded.Tests is [PresenceTest { IsPresent: false }];
        if (!demanded.IsOptional && !demandsAbsence && same.TrueForAll(one => one.IsOptional)) return $"`{demanded.Path}` is optional";
        return FirstGap(demanded, [.. same.SelectMany(one => one.Tests)]) is { } gap ? $"`{demanded.Path}`: {gap}" : null;
    }

    private static bool IsUsable(ParameterCondition given, ParameterCondition demanded)
    {
        if (!demanded.Path.HasItems) return true;
        return given.Quantifier == demanded.Quantifier && (demanded.IsOptional || !given.IsOptional);
    }

    private static string? FirstGap(ParameterCondition demanded, ImmutableArray<ParameterTest> given)
    {
        var isAbsent = given.Any(test => test is PresenceTest { IsPresent: false });
        if (demanded.Tests.IsEmpty) return isAbsent ? "it is absent" : null;
        return demanded.Tests.Select(test => TestImplication.GapOf(test, given)).FirstOrDefault(gap => gap is not null);
    }
}
