using Aegis.Streams.Cli.Bench.Labelled.People;
using Aegis.Streams.Cli.Bench.Labelled.Values;

namespace Aegis.Streams.Cli.Bench.Labelled.Notes;

/// <summary>Mails of a few paragraphs, with values and hard negatives among sentences, and now and then a block of contact data at the end. An empty line ends each.</summary>
internal sealed class MailSource(long seed) : LabelledSource
{
    private const double ValuesInParagraph = 1.1;
    private const double NegativesInParagraph = 0.8;
    private const double LineBreaks = 0.2;
    private const double ShareOfSignatures = 0.4;

    private readonly LabelledText _text = new();

    public override LabelledDocument At(long index)
    {
        var draw = new Draw(seed ^ 0x5eed_3a11, index);
        var person = Person.Of(draw, draw.Chance(0.5) ? Locales.UnitedStates : draw.Pick(Locales.All));
        var notes = new NoteWriter(_text, draw, person);
        _text.Clear();
        _text.Append(Greeting(person)).Append("\n\n");
        for (var paragraph = draw.Between(1, 4); paragraph > 0; paragraph--)
        {
            notes.Write(draw.Between(80, 320), draw.Around(ValuesInParagraph), draw.Around(NegativesInParagraph), LineBreaks);
            _text.Append("\n\n");
        }

        if (draw.Chance(ShareOfSignatures)) Sign(draw, person);
        return _text.ToDocument();
    }

    private static string Greeting(Person person) => person.Locale.Language switch
    {
        "de" => $"Guten Tag {person.LastName},",
        "fr" => $"Bonjour {person.FirstName},",
        "es" => $"Hola {person.FirstName}:",
        _ => $"Hi {person.FirstName},",
    };

    private void Sign(Draw draw, Person person)
    {
        _text.Append("--\n").Append(person.FullName).Append('\n').Append(person.Company).Append('\n');
        _text.Append(draw.Pick(person.Locale.Streets)).Append(", ").Append(draw.Pick(person.Locale.Cities)).Append('\n');
        _text.Append(draw.Chance(0.5) ? "Phone: " : "Tel: ").Append(PhoneValues.Make(draw, person.Locale.Country, hasContext: true), ContextKind.Word).Append('\n');
        _text.Append(EmailValues.Make(draw, person), ContextKind.None).Append("\n\n");
    }
}
