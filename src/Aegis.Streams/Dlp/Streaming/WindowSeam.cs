namespace Aegis.Streams.Dlp.Streaming;

/// <summary>
/// Settles what two neighbouring windows of text both saw: a value belongs to the window in which it starts, and its bytes to nobody else.
/// Works on windows in their order.
/// </summary>
/// <param name="passed">Where what was passed on before ends, in the stream.</param>
internal sealed class WindowSeam(long passed = 0)
{
    private long _passed = passed;

    /// <summary>Keeps of a window what is its own.</summary>
    /// <param name="scanned">The window.</param>
    public void Settle(ScannedWindow scanned)
    {
        var window = scanned.Window;
        var start = (int)Math.Clamp(_passed - window.Offset, window.OwnStart, window.OwnEnd);
        var (end, kept, findings) = (window.OwnEnd, 0, scanned.FindingList);
        for (var i = 0; i < findings.Count; i++)
        {
            var finding = findings[i];
            var isPart = finding.Start < start;
            if (finding.Start >= window.OwnEnd || finding.End <= start || (isPart && finding.Flags.HasFlag(FindingFlags.Secondary))) continue;

            // The window before did not see it so; what is left of it must not pass all the same.
            if (isPart) finding = finding with { Start = start, Length = finding.End - start };
            if (!finding.Flags.HasFlag(FindingFlags.Secondary)) end = Math.Max(end, finding.End);
            findings[kept++] = finding;
        }

        findings.RemoveRange(kept, findings.Count - kept);
        (scanned.PassedStart, scanned.PassedEnd) = (start, end);
        _passed = window.Offset + end;
    }
}
