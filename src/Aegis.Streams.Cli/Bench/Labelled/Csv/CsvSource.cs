using System.Globalization;
using System.Text;
using Aegis.Streams.Cli.Bench.Labelled.Notes;
using Aegis.Streams.Cli.Bench.Labelled.People;
using Aegis.Streams.Cli.Bench.Labelled.Values;

namespace Aegis.Streams.Cli.Bench.Labelled.Csv;

/// <summary>
/// Rows of prospects, about 250 bytes each. The dense kind has some 2.4 sensitive values a row, a fifth of its bytes; the clean kind has a twentieth
/// of that in rows of the same shape. Not every row has a value in every column.
/// </summary>
internal sealed class CsvSource : LabelledSource
{
    private const double CleanShare = 1 / 20.0;
    private const double ValuesInNotes = 0.22;
    private const double NegativesInNotes = 0.3;
    private const double FilledHarmless = 0.62;
    private const double ShareOfItin = 0.06;
    private const int DenseNotes = 36;
    private const int CleanNotes = 88;
    private const double LineBreaks = 0.1;

    private readonly long _seed;
    private readonly bool _isClean;
    private readonly LabelledText _row = new();
    private readonly LabelledText _cell = new();
    private readonly byte[] _header;

    /// <summary>Initializes a source.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="isClean">Whether it is the mostly clean kind.</param>
    public CsvSource(long seed, bool isClean)
    {
        (_seed, _isClean, Variant) = (seed, isClean, CsvVariant.Of(seed));
        _header = MakeHeader();
    }

    /// <summary>Gets how the file is written.</summary>
    public CsvVariant Variant { get; }

    public override byte[] Header => _header;

    public override LabelledDocument At(long index)
    {
        var draw = new Draw(_isClean ? ~_seed : _seed, index);
        var person = Person.Of(draw, Country(draw));
        _row.Clear();
        for (var i = 0; i < Variant.Columns.Length; i++)
        {
            if (i > 0) _row.Append(Variant.Delimiter);
            _cell.Clear();
            Fill(Variant.Columns[i], index, draw, person);
            CsvFields.Append(_row, _cell, Variant.QuotesAll);
        }

        return _row.Append(Variant.LineEnd).ToDocument();
    }

    private Locale Country(Draw draw)
    {
        var home = Variant.Style switch
        {
            HeaderStyle.German => Locales.Germany,
            HeaderStyle.French => Locales.France,
            HeaderStyle.Spanish => Locales.Spain,
            _ => Locales.UnitedStates,
        };
        return draw.Chance(0.6) ? home : draw.Pick(Locales.All);
    }

    private void Fill(ColumnKind column, long index, Draw draw, Person person)
    {
        switch (column.Content)
        {
            case ColumnContent.Sensitive:
                if (!draw.Chance(column.Share * (_isClean ? CleanShare : 1))) break;
                var value = Value(column, draw, person);
                _cell.Append(value, ContextKind.Column, NeedsColumn(value) && IsForeign(column) ? TruthFlags.Hard : TruthFlags.None);
                break;
            case ColumnContent.Negative:
                if (draw.Chance(FilledHarmless)) _cell.Append(HardNegatives.Make(draw.Pick(column.Negatives), draw));
                break;
            case ColumnContent.RowNumber:
                _cell.Append((index + 1).ToString(CultureInfo.InvariantCulture));
                break;
            case ColumnContent.Name:
                _cell.Append(person.FullName);
                break;
            case ColumnContent.Company:
                _cell.Append(person.Company);
                break;
            case ColumnContent.Address:
                _cell.Append(draw.Pick(person.Locale.Streets)).Append(", ").Append(draw.Pick(person.Locale.Cities));
                break;
            case ColumnContent.Postcode:
                if (person.Locale == Locales.UnitedStates) _cell.Append(HardNegatives.Make(NegativeKind.ZipPlusFour, draw));
                else _cell.Append(draw.Fill(person.Locale.Postcode));
                break;
            case ColumnContent.Notes:
                var values = draw.Around(ValuesInNotes * (_isClean ? CleanShare : 1));
                new NoteWriter(_cell, draw, person).Write(_isClean ? CleanNotes : DenseNotes, values, draw.Around(NegativesInNotes), LineBreaks);
                break;
            default:
                throw new InvalidOperationException($"Nothing fills columns of {column.Content}.");
        }
    }

    private static SensitiveValue Value(ColumnKind column, Draw draw, Person person)
    {
        if (column == ColumnKinds.Phone || column == ColumnKinds.Mobile) return PhoneValues.Make(draw, person.Locale.Country, hasContext: true, mayBeNational: true);
        if (column.Entity == EntityNames.UsSsn && draw.Chance(ShareOfItin)) return UnitedStatesValues.Itin(draw, hasContext: true);
        return SensitiveValues.Make(column.Entity!, draw, person, hasContext: true, isInText: false);
    }

    /// <summary>Says whether the value alone does not tell what it is.</summary>
    private static bool NeedsColumn(SensitiveValue value) => value.Entity == EntityNames.DateOfBirth || value.Flags.HasFlag(TruthFlags.Bare);

    private bool IsForeign(ColumnKind column) => Variant.Style switch
    {
        HeaderStyle.German => column.German is not (null or "IBAN" or "US-SSN"),
        HeaderStyle.French => column.French is not (null or "IBAN" or "SSN"),
        HeaderStyle.Spanish => column.Spanish is not (null or "IBAN"),
        _ => false,
    };

    private byte[] MakeHeader()
    {
        var text = new LabelledText();
        if (Variant.HasMark) text.Append('\uFEFF');
        for (var i = 0; i < Variant.Names.Length; i++)
        {
            if (i > 0) text.Append(Variant.Delimiter);
            var name = new LabelledText().Append(Variant.Names[i]);
            CsvFields.Append(text, name, Variant.QuotesAll);
        }

        return Encoding.UTF8.GetBytes(text.Append(Variant.LineEnd).Chars.ToArray());
    }
}
