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
        for (var before = new WordsBefore(field, start); before.Next(out var signal);) signals |= signal;
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
        for (var before = new WordsBefore(field, start); before.Next(out var signal);)
            if ((signal & kinds) != 0) return true;
        for (var after = new WordsAfter(field, end); after.Next(out var signal);)
            if ((signal & kinds) != 0) return true;
        return false;
    }

    /// <summary>Says whether the label of a value speaks against it: "order", or "record id", though not "tax id" where that is what it may be.</summary>
    /// <param name="field">The field.</param>
    /// <param name="start">Where the value starts.</param>
    /// <param name="kinds">What the value may be.</param>
    public static bool HasNegativeLabel(in Field field, int start, Signals kinds)
    {
        var isNegative = false;
        for (var before = new WordsBefore(field, start); before.Next(out var signal);)
        {
            if (signal == Signals.Neutral) continue;
            if (isNegative) return (signal & kinds) == 0 || !before.IsAdjacent;
            if ((signal & Signals.NegativeWord) == 0) return false;
            isNegative = true;
        }

        return isNegative;
    }
}
