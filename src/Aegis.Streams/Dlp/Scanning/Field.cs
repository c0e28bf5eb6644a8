using Aegis.Streams.Dlp.Context;

namespace Aegis.Streams.Dlp.Scanning;

/// <summary>A text that is looked at by itself: a cell, a string, a stretch of plain text. What is beyond it is no concern of a value in it.</summary>
internal readonly ref struct Field
{
    public Field(ReadOnlySpan<byte> text, Signals signals)
    {
        Text = text;
        Signals = signals;
    }

    /// <summary>Gets the bytes.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>Gets what its key or column says.</summary>
    public Signals Signals { get; }

    /// <summary>Gets a byte; 0 beyond the ends.</summary>
    /// <param name="index">Where.</param>
    public byte this[int index] => (uint)index < (uint)Text.Length ? Text[index] : (byte)0;

    /// <summary>Adds what the key and the words say of a digit shape without a checksum.</summary>
    /// <param name="points">What the value has by itself.</param>
    /// <param name="kinds">What would speak for it.</param>
    /// <param name="start">Where the value starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <returns>The confidence.</returns>
    public int WithContext(int points, Signals kinds, int start, int end)
    {
        if ((Signals & kinds) != 0) return Limit(points + Confidence.Key + ((Signals & Signals.Negative) != 0 ? Confidence.Negative : 0));
        if ((Signals & Signals.Negative) != 0) points += Confidence.Negative;
        if (NearbyWords.HasNegativeLabel(Text, start, kinds)) return Limit(points + Confidence.Negative);
        return NearbyWords.Has(Text, start, end, kinds) ? Limit(points + Confidence.Word) : Limit(points);
    }

    /// <summary>Says whether the key, the column or a word near a value speaks for it.</summary>
    public bool HasContext(Signals kinds, int start, int end) =>
        (Signals & kinds) != 0 ? (Signals & Signals.Negative) == 0 : NearbyWords.Has(Text, start, end, kinds) && !NearbyWords.HasNegativeLabel(Text, start, kinds);

    private static int Limit(int points) => Math.Clamp(points, 0, Confidence.Max);
}
