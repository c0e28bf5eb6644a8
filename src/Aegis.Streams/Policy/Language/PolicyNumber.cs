using Aegis.Streams.Intents;

namespace Aegis.Streams.Policy.Language;

/// <summary>
/// Reads the numbers of policies. Their bound is narrower than that of <see cref="ExactDecimal"/>: whatever is within it has a canonical
/// spelling that is read again, is a number to Open Policy Agent (which refuses those of more than 30,000 digits), and costs little to compute with.
/// </summary>
internal static class PolicyNumber
{
    /// <summary>What is said of numbers beyond the bound.</summary>
    public static readonly string Rule = FormattableString.Invariant($"at most {ExactDecimal.MaxLength} characters, and no digit more than {PolicyLimits.MaxNumberPlaces} places from the point");

    /// <summary>Reads a number.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="number">The number.</param>
    /// <returns>Whether it is a number of JSON within the bound.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out ExactDecimal number) =>
        ExactDecimal.TryParse(utf8, out number) && number.Exponent >= -PolicyLimits.MaxNumberPlaces && number.Magnitude <= PolicyLimits.MaxNumberPlaces;
}
