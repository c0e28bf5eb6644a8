using System.Numerics;
using Aegis.Streams.Dlp.Rewriting;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Context;

/// <summary>Goes from a value back, word by word, to the beginning of its sentence.</summary>
internal ref struct WordsBefore
{
    private const int MostLabels = 4;

    private readonly Field _field;
    private int _limit;
    private int _labels;
    private int _at;

    /// <summary>Initializes a walk.</summary>
    /// <param name="field">The field.</param>
    /// <param name="start">Where the value starts.</param>
    public WordsBefore(in Field field, int start)
    {
        _field = field;
        _at = start;
        _limit = Math.Max(0, start - NearbyWords.Reach);
    }

    /// <summary>
    /// Gets a value indicating whether the last word stands beyond what was redacted. It names nothing any more: a label may be shorter than what it took the
    /// place of, and the word may have been too far.
    /// </summary>
    public bool IsBeyondLabel { get; private set; }

    /// <summary>Gets a value indicating whether only spaces stand between the last word and the one after it, or the value.</summary>
    public bool IsAdjacent { get; private set; }

    /// <summary>Goes to the next word.</summary>
    /// <param name="signal">What it says.</param>
    /// <returns>Whether there is one.</returns>
    public bool Next(out Signals signal)
    {
        IsAdjacent = true;
        signal = Signals.None;
        while (_at > _limit)
        {
            var letters = _field.LettersBefore(_at);
            var gap = BitOperations.LeadingZeroCount(letters);
            if (!TryPass(Math.Min(gap, _at - _limit), out var passed)) return false;
            if (passed < gap || _at <= _limit) continue;
            var length = BitOperations.LeadingZeroCount(~(letters << gap));
            signal = Lexicon.Of(PackedWord.Read(_field, _at, length));
            _at = Math.Max(0, _at - length);
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
            var one = _field.Text[_at - 1];
            if (one != ' ')
            {
                IsAdjacent = false;
                if (SentenceEnd.IsAt(_field, _at - 1)) return false;
                if (one == ']' && RedactionLabel.LengthBefore(_field.Text[.._at]) is > 1 and var label)
                {
                    // It counts for nothing: a word before it speaks against a value from wherever it did. Not any number of them, or the walk would have no end.
                    if (++_labels > MostLabels) return false;
                    (_at, _limit) = (_at - label, Math.Max(0, _limit - label));
                    IsBeyondLabel = true;
                    return true;
                }
            }

            _at--;
        }

        return true;
    }
}
