using Aegis.Streams.Dlp.Rewriting;

namespace Aegis.Streams.Dlp.Context;

/// <summary>Reads what the key of a member or the name of a column says of its values.</summary>
internal static class KeyName
{
    /// <summary>
    /// Reads a name. It is split at signs, at digits and where a small letter meets a capital; each part must be a word of the lexicon.
    /// The last word that says anything is the head: `order_phone` is a phone, `phone_id` is an id.
    /// </summary>
    /// <param name="name">The name, folded to ASCII.</param>
    /// <returns>What it says. <see cref="Signals.Negative"/> only if its head does; <see cref="Signals.Neutral"/> if all its words do.</returns>
    public static Signals Read(ReadOnlySpan<byte> name)
    {
        var (kinds, head, whole, word, last) = (Signals.None, Signals.None, UInt128.Zero, UInt128.Zero, UInt128.Zero);
        var (wordLength, letters, isNeutral) = (0, 0, true);
        var before = (byte)0;
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '[' && RedactionLabel.LengthAt(name[i..]) is > 0 and var label) (i, isNeutral) = (i + label - 1, false); // It was a value, which says something else than the key above.
            var one = name[i];
            var isCapital = (uint)(one - 'A') < 26;
            var isSmall = (uint)(one - 'a') < 26;
            if ((isCapital && (uint)(before - 'a') < 26) || (!isCapital && !isSmall)) End(ref kinds, ref head);
            before = one;
            if (!isCapital && !isSmall) continue;
            word = (word << 8) | (byte)(one | 0x20);
            whole = (whole << 8) | (byte)(one | 0x20);
            wordLength++;
            letters++;
        }

        End(ref kinds, ref head);

        // "tax id" and "e-mail": the parts mean less than the whole.
        if (Lexicon.Of(whole) is var said && (said & Signals.Kinds) != 0) (kinds, head) = (kinds | (said & Signals.Kinds), said & Signals.Kinds);
        if ((head & (Signals.Negative | Signals.Version)) != 0) return kinds | head;
        return kinds == Signals.None && isNeutral ? Signals.Neutral : kinds;

        void End(ref Signals allKinds, ref Signals lastHead)
        {
            if (wordLength > 0)
            {
                var signal = Lexicon.Of(word);
                allKinds |= signal & Signals.Kinds;
                if ((signal & Signals.Kinds) != 0) lastHead = signal & Signals.Kinds;
                else if ((signal & (Signals.Negative | Signals.Version)) != 0) lastHead = signal & (Signals.Negative | Signals.Version);
                isNeutral &= signal == Signals.Neutral;

                // "api key" and "access key": of two words beside each other neither says it.
                if (last != UInt128.Zero && wordLength < Lexicon.KeptLetters && Lexicon.Of((last << (8 * wordLength)) | word) is var both && both != Signals.None)
                {
                    // "sales tax" and "page token": what one says is not meant so.
                    if ((both & Signals.Kinds) != 0) (allKinds, lastHead) = ((allKinds & ~Signals.Token) | (both & Signals.Kinds), both & Signals.Kinds);
                    else if ((both & Signals.Negative) != 0) (allKinds, lastHead) = (allKinds & ~(signal | Lexicon.Of(last)), Signals.Negative);
                }

                last = word;
            }

            (word, wordLength) = (UInt128.Zero, 0);
        }
    }
}
