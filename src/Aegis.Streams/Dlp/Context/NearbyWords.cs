using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Context;

/// <summary>
/// Reads the words around a value: whole words within 30 characters, of the same sentence or cell. A word such as "order" speaks against
/// a value only as its label: before it, with no other word between.
/// </summary>
internal static class NearbyWords
{
    /// <summary>How far a word may be from the value, in bytes.</summary>
    public const int Reach = 30;

    /// <summary>Says what the words near a value say together.</summary>
    /// <param name="field">The field.</param>
    /// <param name="start">Where the value starts.</param>
    /// <param name="end">Where it ends.</param>
    public static Signals Read(in Field field, int start, int end)
    {
        var signals = Signals.None;
        for (var before = new WordsBefore(field, start); before.Next(out var signal) && !before.IsBeyondLabel;) signals |= signal;
        for (var after = new WordsAfter(field, end); after.Next(out var signal);) signals |= signal;
        return signals & Signals.Kinds;
    }

    /// <summary>Says whether a word of some kinds is near.</summary>
    /// <param name="field">The field.</param>
    /// <param name="start">Where the value starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="kinds">The kinds.</param>
    public static bool Has(in Field field, int start, int end, Signals kinds)
    {
        for (var before = new WordsBefore(field, start); before.Next(out var signal) && !before.IsBeyondLabel;)
            if ((signal & kinds) != 0) return true;
        return HasAfter(field, end, kinds);
    }

    /// <summary>
    /// Says what the words near a value say of it: its label speaks against it, as "order" or "record id" do, though not "tax id" where that is what it may be;
    /// or one of them says that it is of some kinds.
    /// </summary>
    /// <param name="field">The field.</param>
    /// <param name="start">Where the value starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="kinds">The kinds.</param>
    public static Naming Of(in Field field, int start, int end, Signals kinds)
    {
        var (isNamed, isNegative, isLabelRead) = (false, false, false);
        for (var before = new WordsBefore(field, start); before.Next(out var signal);)
        {
            isNamed |= (signal & kinds) != 0 && !before.IsBeyondLabel;
            if (isLabelRead || signal == Signals.Neutral) continue;
            if (isNegative && ((signal & kinds) == 0 || !before.IsAdjacent)) return Naming.Negative;
            isLabelRead = isNegative || (signal & Signals.NegativeWord) == 0;
            isNegative = !isLabelRead;
        }

        if (isNegative) return Naming.Negative;
        return isNamed || HasAfter(field, end, kinds) ? Naming.Named : Naming.None;
    }

    /// <summary>Says what the word says that labels a value: the last before it that says not only that a number follows.</summary>
    /// <param name="field">The field.</param>
    /// <param name="start">Where the value starts.</param>
    /// <returns><see cref="Signals.Version"/> if it is a version, else anything without it.</returns>
    public static Signals LabelOf(in Field field, int start)
    {
        for (var before = new WordsBefore(field, start); before.Next(out var signal);)
            if (signal != Signals.Neutral) return signal & Signals.Version;
        return Signals.None;
    }

    private static bool HasAfter(in Field field, int end, Signals kinds)
    {
        for (var after = new WordsAfter(field, end); after.Next(out var signal);)
            if ((signal & kinds) != 0) return true;
        return false;
    }
}
