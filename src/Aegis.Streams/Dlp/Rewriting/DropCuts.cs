using System.Buffers;
using System.Runtime.InteropServices;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Dlp.Rewriting;

/// <summary>Finds what goes of a text where values are dropped with what holds them, and writes around it. Keeps its memory.</summary>
internal sealed class DropCuts
{
    private readonly List<TextCut> _cuts = [];
    private readonly List<int> _places = [];
    private readonly List<(int Start, int End)> _values = [];
    private MemberCuts? _members;
    private int _next;

    /// <summary>Begins a text.</summary>
    public void Begin()
    {
        _cuts.Clear();
        _places.Clear();
        _values.Clear();
        _next = 0;
    }

    /// <summary>Takes a value that is dropped; in the order of their places.</summary>
    /// <param name="finding">The value.</param>
    public void Add(in DlpFinding finding)
    {
        _places.Add(finding.Start);
        _values.Add((finding.Start, finding.End));
    }

    /// <summary>Finds what goes. Where a text of JSON is none to a strict reader, nothing can be cut out of it: there the value is replaced.</summary>
    /// <param name="text">The text.</param>
    /// <param name="format">What it is.</param>
    /// <param name="delimiter">What stands between the cells of delimited values.</param>
    public void Find(ReadOnlySpan<byte> text, RecordFormat format, byte delimiter)
    {
        if (_places.Count == 0) return;
        if (format == RecordFormat.Csv) CellCuts.Find(text, delimiter, CollectionsMarshal.AsSpan(_places), _cuts);
        else if (format == RecordFormat.JsonLines) FindMembers(text);
        else _cuts.AddRange(_values.Select(value => new TextCut(value.Start, value.End)));
    }

    /// <summary>Writes a text up to what goes before a place or around it.</summary>
    /// <param name="place">The place, not before the last one.</param>
    /// <param name="text">The text.</param>
    /// <param name="at">Up to where it is written.</param>
    /// <param name="output">Takes the text.</param>
    /// <returns>Up to where it is done now: behind the place if that goes.</returns>
    public int WriteTo(int place, ReadOnlySpan<byte> text, int at, IBufferWriter<byte> output)
    {
        for (; _next < _cuts.Count && _cuts[_next].Start <= place; _next++)
        {
            output.Write(text[at.._cuts[_next].Start]);
            output.Write(_cuts[_next].Rest);
            at = _cuts[_next].End;
        }

        return at;
    }

    /// <summary>Goes from line to line, so that one that is no JSON costs no other. Parameters may have more lines than one, and are one text.</summary>
    private void FindMembers(ReadOnlySpan<byte> text)
    {
        _members ??= new MemberCuts();
        var places = CollectionsMarshal.AsSpan(_places);
        if (_members.TryFind(text, 0, places, _cuts)) return;
        for (int start = 0, end; start < text.Length && !places.IsEmpty; start = end)
        {
            end = LineEnds.After(text, start);
            var count = 0;
            while (count < places.Length && places[count] < end) count++;
            if (count > 0) _members.TryFind(text[start..end], start, places[..count], _cuts);
            places = places[count..];
        }
    }
}
