namespace Aegis.Streams.Dlp.Streaming;

/// <summary>A line that is no record, so that what it holds cannot be told.</summary>
/// <param name="Start">Where it starts in the text of the window.</param>
/// <param name="End">Where it ends, its line end included.</param>
/// <param name="Line">Its number in the file, from 1.</param>
/// <param name="Reason">Why.</param>
public readonly record struct BadLine(int Start, int End, long Line, BadLineReason Reason = BadLineReason.Unreadable);
