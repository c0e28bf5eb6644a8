using System.Text;
using Aegis.Streams.Cli.Bench.Labelled.Values;

namespace Aegis.Streams.Cli.Bench.Labelled;

/// <summary>A text that is written from left to right and knows where its labels are. Used again for each document.</summary>
internal sealed class LabelledText
{
    private readonly List<Mark> _marks = [];
    private char[] _chars = new char[1024];

    /// <summary>Gets how many characters there are.</summary>
    public int Length { get; private set; }

    /// <summary>Gets the characters.</summary>
    public ReadOnlySpan<char> Chars => _chars.AsSpan(0, Length);

    /// <summary>Gets the labels, from left to right.</summary>
    public IReadOnlyList<Mark> Marks => _marks;

    public LabelledText Append(char character)
    {
        if (Length == _chars.Length) Array.Resize(ref _chars, Length * 2);
        _chars[Length++] = character;
        return this;
    }

    public LabelledText Append(ReadOnlySpan<char> text)
    {
        if (Length + text.Length > _chars.Length) Array.Resize(ref _chars, Math.Max(_chars.Length * 2, Length + text.Length));
        text.CopyTo(_chars.AsSpan(Length));
        Length += text.Length;
        return this;
    }

    /// <summary>Appends a sensitive value and labels it. What belongs around it stays outside of the label.</summary>
    /// <param name="value">The value.</param>
    /// <param name="context">What says what it is.</param>
    /// <param name="flags">More about it.</param>
    /// <returns>This text.</returns>
    public LabelledText Append(SensitiveValue value, ContextKind context, TruthFlags flags = TruthFlags.None)
    {
        Append(value.Before);
        if (context == ContextKind.None && value.Before.Length > 0) context = ContextKind.Word;
        _marks.Add(new Mark(Length, value.Text.Length, value.Entity, default, value.Text, value.Flags | flags, context));
        return Append(value.Text).Append(value.After);
    }

    /// <summary>Appends a hard negative and labels it. What belongs around it stays outside of the label.</summary>
    /// <param name="value">The negative.</param>
    /// <returns>This text.</returns>
    public LabelledText Append(HardNegative value)
    {
        Append(value.Before);
        _marks.Add(new Mark(Length, value.Text.Length, null, value.Kind, value.Text, TruthFlags.None, ContextKind.None));
        return Append(value.Text).Append(value.After);
    }

    /// <summary>Appends another text with its labels.</summary>
    /// <param name="other">The other text, which is not this one.</param>
    public void Append(LabelledText other)
    {
        foreach (var mark in other._marks) _marks.Add(mark with { Start = Length + mark.Start });
        Append(other.Chars);
    }

    /// <summary>Labels what was appended since.</summary>
    /// <param name="mark">The label as it was before its characters were escaped.</param>
    /// <param name="start">Where its characters begin here.</param>
    public void Close(Mark mark, int start)
    {
        var flags = Chars[start..].SequenceEqual(mark.Value) ? mark.Flags : mark.Flags | TruthFlags.Escaped;
        _marks.Add(mark with { Start = start, Length = Length - start, Flags = flags });
    }

    public void Clear()
    {
        Length = 0;
        _marks.Clear();
    }

    /// <summary>Encodes it.</summary>
    /// <returns>The document; it does not change with this text any more.</returns>
    public LabelledDocument ToDocument()
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(Chars)];
        Encoding.UTF8.GetBytes(Chars, bytes);
        var isAscii = bytes.Length == Length;
        var truth = new TruthLabel[_marks.Count(mark => mark.Entity is not null)];
        var negatives = new NegativeLabel[_marks.Count - truth.Length];
        var (nextTruth, nextNegative) = (0, 0);
        var (at, atByte) = (0, 0);
        foreach (var mark in _marks)
        {
            var start = atByte + Bytes(at, mark.Start);
            var length = Bytes(mark.Start, mark.End);
            (at, atByte) = (mark.End, start + length);
            if (mark.Entity is null) negatives[nextNegative++] = new NegativeLabel(mark.Kind, start, length);
            else truth[nextTruth++] = new TruthLabel(mark.Entity, start, length, mark.Value, mark.Flags, mark.Context);
        }

        return new LabelledDocument(bytes, truth, negatives);

        int Bytes(int from, int to) => isAscii ? to - from : Encoding.UTF8.GetByteCount(_chars, from, to - from);
    }
}
