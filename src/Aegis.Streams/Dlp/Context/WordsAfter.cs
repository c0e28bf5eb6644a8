using System.Numerics;
using Aegis.Streams.Dlp.Rewriting;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Context;

/// <summary>Goes from a value on, word by word, to the end of its sentence.</summary>
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
        while (_at < _limit)
        {
            var letters = _field.LettersFrom(_at);
            var gap = BitOperations.TrailingZeroCount(letters);
            if (!TryPass(Math.Min(gap, _limit - _at), out var passed)) return false;
            if (passed < gap || _at >= _limit) continue;
            var start = _at;
            _at = Math.Min(_field.Text.Length, start + BitOperations.TrailingZeroCount(~(letters >> gap)));
            while (_at < _field.Text.Length && ByteClass.IsLetter(_field.Text[_at])) _at++; // A word longer than the window.
            signal = Lexicon.Of(PackedWord.Read(_field, _at, _at - start));
            return true;
        }

        return false;
    }

    /// <summary>Passes over what is no letter.</summary>
    /// <param name="count">How many bytes.</param>
    /// <param name="passed">How many were passed: fewer, where a label was among them.</param>
    /// <returns>Whether they are of the same sentence.</returns>
    private bool TryPass(int count, out int passed)
    {
        for (passed = 0; passed < count; passed++)
        {
            var one = _field.Text[_at];
            if (one != ' ')
            {
                if (SentenceEnd.IsAt(_field, _at)) return false;
                if (one == '[' && RedactionLabel.LengthAt(_field.Text[_at..]) is > 1 and var label)
                {
                    _at += label;
                    return true;
                }
            }

            _at++;
        }

        return true;
    }
}
