using System.Runtime.InteropServices;
using Aegis.Streams.Dlp.Rewriting;

namespace Aegis.Streams.Dlp.Profiles;

/// <summary>Keeps of findings in records those that a profile covers and does not allow. Keeps its memory; one filter serves one thread.</summary>
/// <param name="profile">The profile.</param>
internal sealed class ProfileFilter(CompiledProfile profile)
{
    private readonly MemberScope _members = new(profile);
    private readonly CanonicalValue _canonical = new();
    private readonly List<(int Start, int End)> _allowed = [];
    private ColumnScope _columns = new(profile, [], (byte)',');
    private bool[] _kept = new bool[16];

    /// <summary>Reads the names of the columns, for the records that come after it.</summary>
    /// <param name="header">The record; empty: there is none.</param>
    /// <param name="delimiter">What stands between cells.</param>
    public void ReadHeader(ReadOnlySpan<byte> header, byte delimiter) => _columns = new ColumnScope(profile, header, delimiter);

    /// <summary>Keeps findings in text, or in what cannot be told apart: all places are looked at.</summary>
    /// <param name="text">The text.</param>
    /// <param name="findings">The findings.</param>
    /// <param name="first">The first that is looked at.</param>
    public void KeepAnywhere(ReadOnlySpan<byte> text, List<DlpFinding> findings, int first = 0)
    {
        Begin(findings.Count - first).Fill(true);
        Keep(text, findings, first, columns: null);
    }

    /// <summary>Keeps findings in records of delimited values.</summary>
    /// <param name="text">The records.</param>
    /// <param name="findings">The findings.</param>
    /// <param name="columns">The column of each; loses those of findings that go.</param>
    public void KeepRecords(ReadOnlySpan<byte> text, List<DlpFinding> findings, List<int> columns)
    {
        var kept = Begin(findings.Count);
        for (var i = 0; i < kept.Length; i++) kept[i] = _columns.Covers(columns[i]);
        Keep(text, findings, 0, columns);
    }

    /// <summary>Keeps findings in a text of JSON.</summary>
    /// <param name="text">The window that the text is in.</param>
    /// <param name="start">Where the text starts in it.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="findings">The findings, as places in the window.</param>
    /// <param name="first">The first that is in the text; all after it are.</param>
    public void KeepMembers(ReadOnlySpan<byte> text, int start, int end, List<DlpFinding> findings, int first)
    {
        var kept = Begin(findings.Count - first);
        if (profile.HasPaths) _members.Locate(text[start..end], start, CollectionsMarshal.AsSpan(findings)[first..], kept);
        else kept.Fill(true);
        Keep(text, findings, first, columns: null);
    }

    private Span<bool> Begin(int count)
    {
        if (_kept.Length < count) _kept = new bool[2 * count];
        return _kept.AsSpan(0, count);
    }

    private void Keep(ReadOnlySpan<byte> text, List<DlpFinding> findings, int first, List<int>? columns)
    {
        _allowed.Clear();
        var own = CollectionsMarshal.AsSpan(findings)[first..];
        for (var i = 0; i < own.Length; i++)
        {
            if (!_kept[i] || own[i].Flags.HasFlag(FindingFlags.Secondary) || !IsAllowed(text, own[i])) continue;
            _allowed.Add((own[i].Start, own[i].End));
            _kept[i] = false;
        }

        for (var i = 0; i < own.Length; i++)
            if (_kept[i] && own[i].Flags.HasFlag(FindingFlags.Secondary)) _kept[i] = !IsWithinAllowed(own[i]) && !IsAllowed(text, own[i]);
        var (count, end, last) = (0, 0, -1);
        for (var i = 0; i < own.Length; i++)
        {
            if (!_kept[i]) continue;
            var finding = own[i];
            if (finding.Flags.HasFlag(FindingFlags.Secondary) && finding.Start >= end) finding = finding with { Flags = finding.Flags & ~FindingFlags.Secondary }; // What covered it is gone.
            if (!finding.Flags.HasFlag(FindingFlags.Secondary)) (end, last) = (finding.End, count);
            else if (finding.End > end) own[last] = own[last] with { Length = (end = finding.End) - own[last].Start };
            own[count] = finding;
            if (columns is not null) columns[count] = columns[i];
            count++;
        }

        findings.RemoveRange(first + count, own.Length - count);
        columns?.RemoveRange(count, own.Length - count);
    }

    private bool IsAllowed(ReadOnlySpan<byte> text, in DlpFinding finding) => profile.Allowed.Has(text.Slice(finding.Start, finding.Length), finding, _canonical);

    /// <summary>Says whether a finding lies in an allowed value, which is allowed as a whole.</summary>
    private bool IsWithinAllowed(in DlpFinding finding)
    {
        // Both come in the order of their places: the last that starts at or before it is the only one that can hold it.
        var (low, high) = (0, _allowed.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_allowed[middle].Start <= finding.Start) low = middle + 1;
            else high = middle;
        }

        return low > 0 && finding.End <= _allowed[low - 1].End;
    }
}
