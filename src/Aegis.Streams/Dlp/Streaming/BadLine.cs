namespace Aegis.Streams.Dlp.Streaming;

/// <summary>A line that is no record, so that what it holds cannot be told.</summary>
/// <param name="Start">Where it starts in the text of the window.</param>
/// <param name="End">Where it ends, its line end included.</param>
/// <param name="Line">Its number in the file, from 1.</param>
/// <param name="IsRagged">Whether it is a record of delimited values with another number of cells than the header, so that they are of no column.</param>
public readonly record struct BadLine(int Start, int End, long Line, bool IsRagged = false);
