using System.Collections.Immutable;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Diff;

/// <summary>Tells how the declaration of a tool changed.</summary>
internal static class ToolChanges
{
    /// <summary>Compares two declarations.</summary>
    /// <param name="before">The old one; <see langword="null"/>: there was none.</param>
    /// <param name="after">The new one; <see langword="null"/>: there is none.</param>
    /// <param name="classMatters">Whether some rule of either set speaks of a class.</param>
    /// <returns>The parts that changed.</returns>
    public static ImmutableArray<ChangePart> Of(ToolDeclaration? before, ToolDeclaration? after, bool classMatters)
    {
        var parts = new List<ChangePart>();

        // A class decides by what rules say of it, in either direction; without such rules it decides nothing here.
        if (before?.Class != after?.Class)
            parts.Add(new ChangePart($"class {Show(before?.Class)} -> {Show(after?.Class)}", classMatters ? CallEffect.Unclear : CallEffect.Same));
        var (wasOpen, isOpen) = (before?.AcceptsUnknown == true, after?.AcceptsUnknown == true);
        if (wasOpen != isOpen) parts.Add(new ChangePart($"unknown_parameters {(wasOpen ? "allow -> deny" : "deny -> allow")}", isOpen ? CallEffect.Looser : CallEffect.Tighter));
        var (old, current) = (before?.Parameters ?? [], after?.Parameters ?? []);

        // To name a part of an object closes the rest of it, also where a permit names the object.
        var isFlat = old.Concat(current).All(path => path.Steps.Length == 1);
        var effect = !isFlat ? CallEffect.Unclear : Effects.Of(old.All(current.Contains), current.All(old.Contains), CallEffect.Both);
        if (ScopeChanges.Texts("parameters", old.Select(path => path.Text), current.Select(path => path.Text), effect) is { } part) parts.Add(part);
        return [.. parts];
    }

    private static string Show(ToolClass? toolClass) => toolClass is { } one ? PolicyWords.Of(one) : "as claimed";
}
