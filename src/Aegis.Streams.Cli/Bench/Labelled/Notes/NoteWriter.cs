using Aegis.Streams.Cli.Bench.Labelled.People;
using Aegis.Streams.Cli.Bench.Labelled.Values;

namespace Aegis.Streams.Cli.Bench.Labelled.Notes;

/// <summary>Writes what people write into a field of notes: sentences, some of them with values and hard negatives.</summary>
/// <param name="text">Where it goes.</param>
/// <param name="draw">The choices.</param>
/// <param name="person">Whom it is about.</param>
internal sealed class NoteWriter(LabelledText text, Draw draw, Person person)
{
    private const double ShareOfNames = 0.5;
    private const double ShareOfOtherLanguages = 0.25;
    private const double ShareOfGlued = 0.05;

    // How often an entity is in a note, of 100; the rest are the rare ones.
    private static readonly (string Entity, int Share)[] Shares =
    [
        (EntityNames.Email, 27), (EntityNames.Phone, 27), (EntityNames.UsSsn, 9), (EntityNames.UsItin, 2), (EntityNames.CreditCard, 7), (EntityNames.Iban, 5), (EntityNames.IpAddress, 6),
        (EntityNames.Secret, 4), (EntityNames.DateOfBirth, 5),
    ];

    private static readonly string[] Rare = [.. EntityNames.Rare];
    private static readonly string[] Ends = [".", ".", ".", ".", ";", ",", "!"];

    // Where no sentence may run on into the next one.
    private static readonly string[] FullStops = [".", ".", "!"];

    private int _filler = -1;

    /// <summary>Writes a note.</summary>
    /// <param name="length">Its least characters.</param>
    /// <param name="values">How many sensitive values it has.</param>
    /// <param name="negatives">How many hard negatives it has.</param>
    /// <param name="breaks">The share of sentences with a line of their own.</param>
    public void Write(int length, int values, int negatives, double breaks)
    {
        var start = text.Length;
        while (values + negatives > 0 || text.Length - start < length)
        {
            if (text.Length > start) text.Append(draw.Chance(breaks) ? '\n' : ' ');
            var needed = values + negatives;
            var isFiller = needed == 0 || (text.Length - start < length && draw.Chance(0.5));
            if (isFiller)
            {
                Filler();
            }
            else if (draw.Below(needed) < values)
            {
                values--;
                Value();
            }
            else
            {
                negatives--;
                Negative();
            }
        }
    }

    /// <summary>Writes a sentence, and not the same one twice in a row.</summary>
    private void Filler()
    {
        var sentences = Fillers.Of(person.Locale.Language);
        _filler = _filler < 0 ? draw.Below(sentences.Length) : (_filler + 1 + draw.Below(sentences.Length - 1)) % sentences.Length;
        text.Append(sentences[_filler]).Append(draw.Pick(FullStops));
    }

    private void Value()
    {
        var entity = Entity();
        var phrases = Phrases.All[entity];
        var isNamed = phrases.Plain.Length == 0 || draw.Chance(ShareOfNames);
        var isElsewhere = isNamed && phrases.NamedElsewhere.Length > 0 && draw.Chance(ShareOfOtherLanguages);
        var isGlued = !isNamed && phrases.Glued.Length > 0 && draw.Chance(ShareOfGlued);
        var phrase = draw.Pick(isElsewhere ? phrases.NamedElsewhere : isNamed ? phrases.Named : isGlued ? phrases.Glued : phrases.Plain);
        var value = SensitiveValues.Make(entity, draw, person, isNamed, isInText: true);
        var isHard = isGlued || (isElsewhere && value.Flags.HasFlag(TruthFlags.Bare));
        Begin(phrase.Before);
        text.Append(value, isNamed ? ContextKind.Word : ContextKind.None, isHard ? TruthFlags.Hard : TruthFlags.None);
        text.Append(phrase.After).Append(draw.Pick(Ends));
    }

    private void Negative()
    {
        var kind = draw.Pick(NegativePhrases.Kinds);
        var phrase = draw.Pick(NegativePhrases.All[kind]);
        Begin(phrase.Before);
        text.Append(HardNegatives.Make(kind, draw)).Append(phrase.After).Append(draw.Pick(FullStops));
    }

    /// <summary>Begins a phrase, often with a capital letter. Not one that is a key, such as `ssn=`.</summary>
    private void Begin(string words)
    {
        if (words.Length > 0 && words.EndsWith(' ') && draw.Chance(0.5)) text.Append(char.ToUpperInvariant(words[0])).Append(words.AsSpan(1));
        else text.Append(words);
    }

    private string Entity()
    {
        var at = draw.Below(100);
        foreach (var (entity, share) in Shares)
        {
            if (at < share) return entity;
            at -= share;
        }

        return draw.Pick(Rare);
    }
}
