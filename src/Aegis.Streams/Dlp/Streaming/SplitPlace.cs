namespace Aegis.Streams.Dlp.Streaming;

/// <summary>Where a window ends, and what a splitter knows there beside the bytes around it.</summary>
/// <param name="Offset">The first byte after it, in the stream.</param>
/// <param name="Line">The number of the line that follows, from 1.</param>
/// <param name="UnclosedQuotes">How many quotes were not closed so far.</param>
/// <param name="IsInLongLine">Whether the line goes on that is longer than a record may be.</param>
/// <param name="IsInKey">Whether a private key goes on, in text.</param>
public readonly record struct SplitPlace(long Offset, long Line, int UnclosedQuotes, bool IsInLongLine, bool IsInKey = false);
