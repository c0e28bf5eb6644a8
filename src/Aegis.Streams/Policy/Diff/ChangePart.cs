namespace Aegis.Streams.Policy.Diff;

/// <summary>One part of a change.</summary>
/// <param name="Text">The part in the words of the language, such as `max discount_percent 25 -> 40`.</param>
/// <param name="Effect">What it does to calls, other things being equal.</param>
public sealed record ChangePart(string Text, CallEffect Effect);
