using Aegis.Streams.Dlp.Rewriting;
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
    /// <param name="text">The field.</param>
    /// <param name="start">Where the value starts.</param>
    /// <param name="end">Where it ends.</param>
    public static Signals Read(ReadOnlySpan<byte> text, int start, int end)
    {
        var signals = Signals.None;
        for (var cursor = new WordCursor(text, start, isForward: false); cursor.Next(out var signal);) signals |= signal;
        for (var cursor = new WordCursor(text, end, isForward: true); cursor.Next(out var signal);) signals |= signal;
        return signals & Signals.Kinds;
    }

    /// <summary>Says whether a word of some kinds is near.</summary>
    /// <param name="text">The field.</param>
    /// <param name="start">Where the value starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="kinds">The kinds.</param>
    public static bool Has(ReadOnlySpan<byte> text, int start, int end, Signals kinds)
    {
        for (var cursor = new WordCursor(text, start, isForward: false); cursor.Next(out var signal);)
            if ((signal & kinds) != 0) return true;
        for (var cursor = new WordCursor(text, end, isForward: true); cursor.Next(out var signal);)
            if ((signal & kinds) != 0) return true;
        return false;
    }

    /// <summary>Says whether the label of a value speaks against it: "order", or "record id", though not "tax id" where that is what it may be.</summary>
    /// <param name="text">The field.</param>
    /// <param name="start">Where the value starts.</param>
    /// <param name="kinds">What the value may be.</param>
    public static bool HasNegativeLabel(ReadOnlySpan<byte> text, int start, Signals kinds)
    {
        var isNegative = false;
        for (var cursor = new WordCursor(text, start, isForward: false); cursor.Next(out var signal);)
        {
            if (signal == Signals.Neutral) continue;
            if (isNegative) return (signal & kinds) == 0 || !cursor.IsAdjacent;
            if ((signal & Signals.NegativeWord) == 0) return false;
            isNegative = true;
        }

        return isNegative;
    }

    /// <summary>Goes from a value outwards, word by word.</summary>
    private ref struct WordCursor(ReadOnlySpan<byte> text, int from, bool isForward)
    {
        private readonly ReadOnlySpan<byte> _text = text;
        private readonly int _from = from;
        private int _at = from;

        /// <summary>Gets a value indicating whether only spaces stand between the last word and the one before it.</summary>
        public bool IsAdjacent { get; private set; }

        public bool Next(out Signals signal)
        {
            IsAdjacent = true;
            while (isForward ? SkipForward() : SkipBack())
            {
                var (word, shift) = (UInt128.Zero, 0);
                while (isForward ? _at < _text.Length && ByteClass.IsLetter(_text[_at]) : _at > 0 && ByteClass.IsLetter(_text[_at - 1]))
                {
                    var letter = (byte)((isForward ? _text[_at++] : _text[--_at]) | 0x20);
                    if (isForward) word = (word << 8) | letter;
                    else if (shift < 8 * Lexicon.KeptLetters) word |= (UInt128)letter << shift;
                    shift += 8;
                }

                signal = Lexicon.Of(word);
                return true;
            }

            signal = Signals.None;
            return false;
        }

        private bool SkipForward()
        {
            for (; _at < _text.Length && _at - _from < Reach; _at++)
            {
                if (ByteClass.IsLetter(_text[_at])) return true;
                if (EndsSentence(_text, _at)) return false;
                if (_text[_at] == '[') _at += Math.Max(0, RedactionLabel.LengthAt(_text[_at..]) - 1);
            }

            return false;
        }

        private bool SkipBack()
        {
            for (; _at > 0 && _from - _at < Reach; _at--)
            {
                if (ByteClass.IsLetter(_text[_at - 1])) return true;
                if (EndsSentence(_text, _at - 1)) return false;
                if (_text[_at - 1] == ']') _at -= Math.Max(0, RedactionLabel.LengthBefore(_text[.._at]) - 1);
                IsAdjacent &= _text[_at - 1] == ' ';
            }

            return false;
        }

        /// <summary>Says whether a sentence ends here: a stop after a long word and before white space, or an empty line.</summary>
        private static bool EndsSentence(ReadOnlySpan<byte> text, int at)
        {
            var isBeforeSpace = at + 1 >= text.Length || text[at + 1] is (byte)' ' or (byte)'\n' or (byte)'\r';
            return text[at] switch
            {
                (byte)'.' => isBeforeSpace && !IsAbbreviated(text, at),
                (byte)'!' or (byte)'?' or (byte)';' => isBeforeSpace,
                (byte)'\n' => at + 1 < text.Length && text[at + 1] is (byte)'\n' or (byte)'\r',
                _ => false,
            };
        }

        /// <summary>Says whether the word before a stop is a short form such as "tel." or "ext.": three letters or fewer.</summary>
        private static bool IsAbbreviated(ReadOnlySpan<byte> text, int stop)
        {
            var letters = 0;
            while (letters < 4 && stop - letters > 0 && ByteClass.IsLetter(text[stop - letters - 1])) letters++;
            return letters is > 0 and < 4;
        }
    }
}
