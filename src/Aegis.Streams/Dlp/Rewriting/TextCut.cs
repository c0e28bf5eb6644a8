namespace Aegis.Streams.Dlp.Rewriting;

/// <summary>A stretch of a text that goes whole.</summary>
/// <param name="Start">Where it starts.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Left">What stands in its place.</param>
internal readonly record struct TextCut(int Start, int End, CutRest Left = CutRest.Nothing)
{
    /// <summary>Gets the bytes that stand in its place.</summary>
    public ReadOnlySpan<byte> Rest => Left switch
    {
        CutRest.Null => "null"u8,
        CutRest.EmptyCell => "\"\""u8,
        _ => [],
    };
}
