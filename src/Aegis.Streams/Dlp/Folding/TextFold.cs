using System.Buffers;
using System.Text;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Folding;

/// <summary>Folds a text to what people read: decodes references, then folds each character. The result is scanned in its place.</summary>
internal sealed class TextFold
{
    private readonly MappedText _decoded = new();
    private readonly MappedText _folded = new();
    private readonly List<int> _hidden = [];
    private bool _isDecoded;

    /// <summary>Gets the folded text.</summary>
    public ReadOnlySpan<byte> Text => _folded.Text;

    /// <summary>Folds a text.</summary>
    /// <param name="text">The text in UTF-8; what is not becomes signs.</param>
    /// <param name="hasMarks">Whether parts of the text were folded before: their letters stay letters.</param>
    public void Fold(ReadOnlySpan<byte> text, bool hasMarks = false) => Fold(text, ReferenceDecode.MayHave(text), hasMarks);

    /// <summary>Folds a text, if that changes it.</summary>
    /// <param name="text">The text in UTF-8; what is not becomes signs.</param>
    /// <param name="hasMarks">Whether parts of the text were folded before: their letters stay letters.</param>
    /// <returns>Whether it may.</returns>
    public bool TryFold(ReadOnlySpan<byte> text, bool hasMarks)
    {
        var mayHave = ReferenceDecode.MayHave(text);
        if (!mayHave && Ascii.IsValid(text)) return false;
        Fold(text, mayHave, hasMarks);
        return true;
    }

    private void Fold(ReadOnlySpan<byte> text, bool isDecoded, bool hasMarks)
    {
        _hidden.Clear();
        _isDecoded = isDecoded;
        if (_isDecoded) ReferenceDecode.Decode(text, _decoded);
        FoldCharacters(_isDecoded ? _decoded.Text : text, hasMarks);
    }

    /// <summary>Says where a finding in the folded text is in the text itself, and what is remarkable about it.</summary>
    /// <param name="finding">The finding, its offsets into the folded text.</param>
    /// <param name="text">The text that was folded.</param>
    public DlpFinding Unfold(in DlpFinding finding, ReadOnlySpan<byte> text)
    {
        var (start, end) = (_folded.PlaceOf(finding.Start), _folded.PlaceOf(finding.End));
        var flags = finding.Flags;
        var hidden = _hidden.BinarySearch(start);
        if (hidden < 0) hidden = ~hidden;
        if (hidden < _hidden.Count && _hidden[hidden] < end) flags |= FindingFlags.Hidden;
        if (_isDecoded) (start, end) = (_decoded.PlaceOf(start), _decoded.PlaceOf(end));
        if (!text[start..end].SequenceEqual(_folded.Text.Slice(finding.Start, finding.Length))) flags |= FindingFlags.Encoded;
        return finding with { Start = start, Length = end - start, Flags = flags };
    }

    private void FoldCharacters(ReadOnlySpan<byte> text, bool hasMarks)
    {
        _folded.Begin(text.Length);
        for (var at = 0; at < text.Length;)
        {
            at = _folded.AddAscii(text, at);
            if (at == text.Length) break;
            if (at + 1 < text.Length && CharacterFold.Latin(text[at], text[at + 1]) is not 0 and var latin)
            {
                _folded.Add(latin, at);
                at += 2;
                continue;
            }

            if (Rune.DecodeFromUtf8(text[at..], out var rune, out var length) != OperationStatus.Done)
            {
                _folded.Add(hasMarks && text[at] == ByteClass.OtherLetter ? ByteClass.OtherLetter : ByteClass.OtherSign, at);
                at += Math.Max(1, length);
                continue;
            }

            var folded = CharacterFold.Fold(rune);
            if (folded == CharacterFold.Invisible) _hidden.Add(at);
            else _folded.Add((byte)folded, at);
            at += length;
        }

        _folded.End(text.Length);
    }
}
