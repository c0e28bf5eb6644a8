using Aegis.Streams.Dlp.Rewriting;
using Aegis.Streams.Dlp.Scanning;
using Aegis.Streams.Policy.Patterns;

namespace Aegis.Streams.Dlp.Custom;

/// <summary>
/// Finds where a pattern of bounded length matches whole words: the longest match from each place where a word or a sign starts. Each byte is looked at
/// as often as the longest match is long, at most.
/// </summary>
/// <param name="pattern">The pattern.</param>
/// <param name="check">What must hold of a match.</param>
internal sealed class TokenPattern(Pattern pattern, CheckFunction check)
{
    /// <summary>Finds the matches in a value.</summary>
    /// <param name="value">The value: ASCII, or folded.</param>
    /// <param name="entity">What they are.</param>
    /// <param name="findings">Takes the findings.</param>
    public void Scan(ReadOnlySpan<byte> value, DlpEntity entity, FindingList findings)
    {
        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] == '[' && RedactionLabel.LengthAt(value[at..]) is > 0 and var label)
            {
                at += label - 1;
                continue;
            }

            if (at > 0 && ByteClass.IsAlphanumeric(value[at - 1]) && ByteClass.IsAlphanumeric(value[at])) continue;
            var length = pattern.LongestWordMatch(value[at..]);
            if (length > 0 && CheckFunctions.Holds(check, value.Slice(at, length))) findings.Add(at, at + length, entity, Confidence.Max);
        }
    }
}
