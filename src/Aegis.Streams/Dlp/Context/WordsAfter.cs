using System.Numerics;
using Aegis.Streams.Dlp.Rewriting;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Context;

/// <summary>Goes from a value on, word by word, to the end of its sentence, or to what was redacted: a label may be shorter than what it took the place of.</summary>
internal ref struct WordsAfter
{
    private readonly Field _field;
    private readonly int _limit;
    private int _at;

    /// <summary>Initializes a walk.</summary>
    /// <param name="field">The field.</param>
    /// <param name="end">Where the value ends.</param>
    public WordsAfter(in Field field, int end)
    {
        _field = field;
        _at = end;
        _limit = Math.Min(field.Text.Length, end + NearbyWords.Reach);
    }

    /// <summary>Goes to the next word.</summary>
    /// <param name="signal">What it says.</param>
    /// <returns>Whether there is one.</returns>
    public bool Next(out Signals signal)
    {
        signal = Signals.None;
        if (_at >= _limit) return false;
        var letters = _field.LettersFrom(_at);
        var gap = BitOperations.TrailingZeroCount(letters);
        if (!TryPass(Math.Min(gap, _limit - _at)) || _at >= _limit) return false;
        var start = _at;
        _at = Math.Min(_field.Text.Length, start + BitOperations.TrailingZeroCount(~(letters >> gap)));
        while (_at < _field.Text.Length && ByteClass.IsLetter(_field.Text[_at])) _at++; // A word longer than the window.
        signal = Lexicon.Of(PackedWord.Read(_field, _at, _at - start));
        return true;
    }

    /// <summary>Passes over what is no letter.</summary>
    /// <param name="count">How many bytes.</param>
    /// <returns>Whether they are of the same sentence, and no label is among them.</returns>
    private bool TryPass(int count)
    {
        for (var end = _at + count; _at < end; _at++)
        {
            var one = _field.Text[_at];
            if (one == ' ') continue;
            if (SentenceEnd.IsAt(_field, _at) || (one == '[' && RedactionLabel.LengthAt(_field.Text[_at..]) > 1)) return false;
        }

        return true;
    }
}
