namespace Aegis.Streams.Policy.Patterns;

/// <summary>A pattern that has been understood.</summary>
/// <param name="Body">What lies between the anchors.</param>
/// <param name="IsAnchoredAtStart">Whether it began with `^`.</param>
/// <param name="IsAnchoredAtEnd">Whether it ended with `$`.</param>
internal sealed record PatternSyntax(PatternNode Body, bool IsAnchoredAtStart, bool IsAnchoredAtEnd);
