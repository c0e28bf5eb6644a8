namespace Aegis.Streams.Policy.Diagnostics;

/// <summary>A place in the same file that explains a fault.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1, in UTF-16 code units.</param>
/// <param name="Length">How many code units to underline.</param>
/// <param name="Label">What is there, such as `the first is here`.</param>
public sealed record RelatedPlace(int Line, int Column, int Length, string Label);
