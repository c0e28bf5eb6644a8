using System.Buffers;
using System.Runtime.InteropServices;
using Aegis.Streams.Dlp.Rewriting;

namespace Aegis.Streams.Dlp.Streaming;

/// <summary>Rewrites the windows of a stream in their order, so that numbers run over all of it.</summary>
/// <param name="plan">What becomes of each entity.</param>
/// <param name="format">What the records are.</param>
/// <param name="delimiter">What stands between the cells of delimited values.</param>
public sealed class StreamRedactor(RedactionPlan plan, RecordFormat format, byte delimiter = (byte)',')
{
    private readonly Redactor _redactor = new(plan);
    private readonly List<DlpFinding> _own = [];

    /// <summary>Begins a document: numbers start again.</summary>
    public void BeginDocument() => _redactor.BeginDocument();

    /// <summary>Rewrites a window. Lines that are no records are left out.</summary>
    /// <param name="scanned">The window.</param>
    /// <param name="output">Takes what it passes on; where something blocks, what is written must not be used.</param>
    /// <returns>Whether it may pass: nothing in it blocks.</returns>
    public bool Rewrite(ScannedWindow scanned, IBufferWriter<byte> output)
    {
        var (at, next, mayPass) = (scanned.PassedStart, 0, true);
        foreach (var bad in scanned.BadLines)
        {
            mayPass &= Rewrite(scanned, at, bad.Start, ref next, output);
            at = bad.End;
        }

        return mayPass & Rewrite(scanned, at, scanned.PassedEnd, ref next, output);
    }

    /// <summary>Rewrites a stretch; the findings before it were dealt with, or are in what is left out.</summary>
    private bool Rewrite(ScannedWindow scanned, int from, int to, ref int next, IBufferWriter<byte> output)
    {
        if (from >= to) return true;
        var findings = scanned.Findings;
        while (next < findings.Length && findings[next].Start < from) next++;
        _own.Clear();
        for (; next < findings.Length && findings[next].Start < to; next++) _own.Add(findings[next] with { Start = findings[next].Start - from });
        return _redactor.Rewrite(scanned.Window.Text[from..to], CollectionsMarshal.AsSpan(_own), format, delimiter, output);
    }
}
