using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language;

/// <summary>Bounds in time as policies write them: a date, an instant of RFC 3339, or the decision time with a duration added or taken off.</summary>
internal static class InstantText
{
    public const string Rule = "must be a date such as \"2026-01-31\", an instant such as \"2026-01-31T08:00:00Z\", now, now+P30D or now-PT1H";

    /// <summary>The form as a pattern of ECMA-262.</summary>
    public const string Form =
        $"^(?:now(?:[+-]{DurationText.Form})?|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?:T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(?:\\.[0-9]{{1,7}})?(?:Z|[+-][0-9]{{2}}:[0-9]{{2}}))?)$";

    private const string Now = "now";

    /// <summary>A hundred years: adding it to a decision time never leaves the calendar.</summary>
    private static readonly TimeSpan MaxOffset = TimeSpan.FromDays(36_525);

    /// <summary>Reads a bound.</summary>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse(string text, out InstantBound bound)
    {
        bound = default;
        if (text.StartsWith(Now, StringComparison.Ordinal)) return TryParseRelative(text.AsSpan(Now.Length), out bound);
        if (!DateText.TryParse(Encoding.UTF8.GetBytes(text), out var instant)) return false;
        bound = new InstantBound(instant, TimeSpan.Zero);
        return true;
    }

    /// <summary>Writes a bound.</summary>
    /// <returns>Its one spelling.</returns>
    public static string Format(InstantBound bound)
    {
        if (bound.Instant is { } instant) return Rfc3339.Format(instant + bound.Offset);
        if (bound.Offset == TimeSpan.Zero) return Now;
        return bound.Offset < TimeSpan.Zero ? $"now-{DurationText.Format(-bound.Offset)}" : $"now+{DurationText.Format(bound.Offset)}";
    }

    private static bool TryParseRelative(ReadOnlySpan<char> text, out InstantBound bound)
    {
        bound = default;
        if (text.IsEmpty) return true;
        if (text[0] is not ('+' or '-') || !DurationText.TryParse(text[1..], out var offset) || offset > MaxOffset) return false;
        bound = new InstantBound(null, text[0] == '-' ? -offset : offset);
        return true;
    }
}
