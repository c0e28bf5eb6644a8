namespace Aegis.Streams.Dlp;

/// <summary>A place that holds something sensitive. Never holds the value.</summary>
/// <param name="Start">Where the value starts: an offset in bytes into the raw input, escapes included.</param>
/// <param name="Length">How long it is in bytes of the raw input.</param>
/// <param name="Entity">What it is.</param>
/// <param name="Confidence">How sure that is: 0 to 100.</param>
/// <param name="Flags">What is remarkable about it.</param>
public readonly record struct DlpFinding(int Start, int Length, DlpEntity Entity, int Confidence, FindingFlags Flags)
{
    /// <summary>Gets the offset after the last byte.</summary>
    public int End => Start + Length;

    /// <summary>Gets how many strings of JSON the value is nested in, each with its own escapes, beyond the first.</summary>
    public int Nesting { get; init; }
}
