using System.Collections.Immutable;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Diff;

/// <summary>Tells how a detector changed: what finds more is tighter, if something else does not find it another way.</summary>
internal static class DetectorChanges
{
    /// <summary>Compares two versions of a detector.</summary>
    /// <param name="before">The old one.</param>
    /// <param name="after">The new one.</param>
    /// <param name="isUsed">Whether a rule in force demands it; else no call is decided otherwise.</param>
    /// <returns>The parts that changed.</returns>
    public static ImmutableArray<ChangePart> Of(DlpDetector before, DlpDetector after, bool isUsed)
    {
        // Where findings overlap, the stricter operator counts; a new one may take the place of another, so nothing is proven of profiles with several.
        ChangePart?[] parts =
        [
            ScopeChanges.Texts("terms", before.Terms, after.Terms, CallEffect.Unclear),
            ScopeChanges.Texts("file", Text(before.File), Text(after.File), CallEffect.Unclear),
            ScopeChanges.Texts("pattern", Text(before), Text(after), CallEffect.Unclear),
            ScopeChanges.Texts("keys", before.Keys, after.Keys, CallEffect.Unclear),
        ];
        return [.. parts.OfType<ChangePart>().Select(part => isUsed ? part : part with { Effect = CallEffect.Same })];
    }

    private static IEnumerable<string> Text(TermFile? file) => file is null ? [] : [$"{file.Path} (sha256 {file.Digest[..12]}{(file.KeyId is null ? "" : $", key {file.KeyId}")})"];

    private static IEnumerable<string> Text(DlpDetector detector) => detector.Pattern is { } pattern ? [DetectorWords.Of(detector.Check) is { } check ? $"{pattern} ({check})" : pattern.Text] : [];
}
