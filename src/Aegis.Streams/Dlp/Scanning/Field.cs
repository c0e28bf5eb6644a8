using System.Numerics;
using System.Runtime.CompilerServices;
using Aegis.Streams.Dlp.Context;

namespace Aegis.Streams.Dlp.Scanning;

/// <summary>A text that is looked at by itself: a cell, a string, a stretch of plain text. What is beyond it is no concern of a value in it.</summary>
internal readonly ref struct Field
{
    private readonly TextIndex _index;

    /// <summary>Initializes a field.</summary>
    /// <param name="whole">The text that the masks were made of.</param>
    /// <param name="index">The masks.</param>
    /// <param name="start">Where the field starts in it.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="signals">What its key or column says.</param>
    /// <param name="isMute">Whether neither key nor words say anything, and what nothing names is not wanted.</param>
    public Field(ReadOnlySpan<byte> whole, TextIndex index, int start, int end, Signals signals, bool isMute = false)
    {
        IsMute = isMute;
        Whole = whole;
        Text = whole[start..end];
        Start = start;
        Signals = signals;
        _index = index;
    }

    /// <summary>Gets the bytes.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>Gets the text that the field is a part of.</summary>
    public ReadOnlySpan<byte> Whole { get; }

    /// <summary>Gets where the field starts in that text.</summary>
    public int Start { get; }

    /// <summary>Gets what its key or column says.</summary>
    public Signals Signals { get; }

    /// <summary>
    /// Gets a value indicating whether nothing names a value: the key or column says of no kind that it is that, there is no letter in the field, and what
    /// needs a key, a column or a word is not wanted without one.
    /// </summary>
    public bool IsMute { get; }

    /// <summary>Gets a byte; 0 beyond the ends.</summary>
    /// <param name="index">Where.</param>
    public byte this[int index] => (uint)index < (uint)Text.Length ? Text[index] : (byte)0;

    /// <summary>Gets which of 64 bytes are digits; those beyond the ends may be, too.</summary>
    /// <param name="at">The first of them: bit 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong DigitsFrom(int at) => _index.DigitsFrom(Start + at);

    /// <summary>Gets which of 64 bytes are digits; those beyond the ends may be, too.</summary>
    /// <param name="at">The offset after the last of them: bit 63.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong DigitsBefore(int at) => _index.DigitsBefore(Start + at);

    /// <summary>Gets which of 64 bytes are letters; those beyond the ends may be, too.</summary>
    /// <param name="at">The first of them: bit 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong LettersFrom(int at) => _index.LettersFrom(Start + at);

    /// <summary>Gets which of 64 bytes are letters; those beyond the ends may be, too.</summary>
    /// <param name="at">The offset after the last of them: bit 63.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong LettersBefore(int at) => _index.LettersBefore(Start + at);

    /// <summary>Finds the end of a run of digits.</summary>
    /// <param name="at">Its first digit.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int DigitsEnd(int at)
    {
        var length = BitOperations.TrailingZeroCount(~DigitsFrom(at));
        return length < 64 ? Math.Min(at + length, Text.Length) : LongDigitsEnd(at + length);
    }

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
        if (IsAll(start, end)) return Limit(points);
        return Limit(points + PointsOf(NearbyWords.Of(this, start, end, kinds)));
    }

    /// <summary>Adds what the key and the words say for a value whose form is its own: nothing speaks against it.</summary>
    /// <param name="points">What the value has by itself.</param>
    /// <param name="kinds">What would speak for it.</param>
    /// <param name="start">Where the value starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <returns>The confidence.</returns>
    public int WithSupport(int points, Signals kinds, int start, int end)
    {
        if ((Signals & kinds) != 0) return Limit(points + Confidence.Key);
        return IsAll(start, end) || !NearbyWords.Has(this, start, end, kinds) ? points : Limit(points + Confidence.Word);
    }

    /// <summary>Says whether the key or the label of a value makes it a version.</summary>
    /// <param name="start">Where the value starts.</param>
    public bool IsVersion(int start) => (Signals & Signals.Version) != 0 || (start > 0 && NearbyWords.LabelOf(this, start) == Signals.Version);

    /// <summary>Says whether the key, the column or a word near a value speaks for it. Where check digits hold, `npi_id` does, too.</summary>
    public bool HasContext(Signals kinds, int start, int end, bool isChecked = false)
    {
        if ((Signals & kinds) != 0) return isChecked || (Signals & Signals.Negative) == 0;
        return !IsAll(start, end) && NearbyWords.Of(this, start, end, kinds) == Naming.Named;
    }

    /// <summary>Says whether a value that needs a key, a column or a word is wanted: it has one, or so little is asked for that none is needed.</summary>
    public bool IsWanted(FindingList findings, DlpEntity entity, Signals kinds, int start, int end, bool isChecked = false) => HasContext(kinds, start, end, isChecked) || findings.TakesUnnamedOf(entity);

    /// <summary>Adds up what is known of a value that needs a key, a column or a word.</summary>
    /// <param name="points">What the value has by itself.</param>
    /// <param name="kinds">What would speak for it.</param>
    /// <param name="start">Where the value starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="isChecked">Whether its check digits hold.</param>
    /// <returns>The confidence, which stays low where nothing speaks for it.</returns>
    public int NamedConfidence(int points, Signals kinds, int start, int end, bool isChecked = false)
    {
        if ((Signals & kinds) != 0)
        {
            if (isChecked) return WithSupport(points, kinds, start, end);
            var confidence = WithContext(points, kinds, start, end);
            return (Signals & Signals.Negative) == 0 ? confidence : Math.Min(confidence, Confidence.Unnamed);
        }

        if ((Signals & Signals.Negative) != 0) points += Confidence.Negative;
        var naming = IsAll(start, end) ? Naming.None : NearbyWords.Of(this, start, end, kinds);
        points = Limit(points + PointsOf(naming));
        return naming == Naming.Named ? points : Math.Min(points, Confidence.Unnamed);
    }

    /// <summary>Says whether a value is the whole field: there is no word beside it.</summary>
    private bool IsAll(int start, int end) => end - start == Text.Length;

    private int LongDigitsEnd(int at)
    {
        while (ByteClass.IsDigit(this[at])) at++;
        return at;
    }

    private static int PointsOf(Naming naming) => naming == Naming.Named ? Confidence.Word : naming == Naming.Negative ? Confidence.Negative : 0;

    private static int Limit(int points) => Math.Clamp(points, 0, Confidence.Max);
}
