namespace Aegis.Streams.Cli.Bench.Labelled.Csv;

/// <summary>How a file is written, and which columns it has. Consecutive seeds have headers of all styles.</summary>
internal sealed record CsvVariant
{
    private const int SensitiveExtras = 2;
    private const int HarmlessExtras = 2;

    private static readonly HeaderStyle[] Styles = Enum.GetValues<HeaderStyle>();

    public required HeaderStyle Style { get; init; }

    public required char Delimiter { get; init; }

    /// <summary>Gets `\n` or `\r\n`.</summary>
    public required string LineEnd { get; init; }

    /// <summary>Gets a value indicating whether a byte order mark comes first.</summary>
    public required bool HasMark { get; init; }

    /// <summary>Gets a value indicating whether every field is in quotes, and not only those that need it.</summary>
    public required bool QuotesAll { get; init; }

    public required ColumnKind[] Columns { get; init; }

    /// <summary>Gets the names of the columns, in the same order.</summary>
    public required string[] Names { get; init; }

    public static CsvVariant Of(long seed)
    {
        var draw = new Draw(seed, -1);
        var style = Styles[(int)(((seed % Styles.Length) + Styles.Length) % Styles.Length)];
        var columns = Choose(draw);
        return new CsvVariant
        {
            Style = style,
            Delimiter = draw.Chance(style >= HeaderStyle.German ? 0.7 : 0.1) ? ';' : ',',
            LineEnd = draw.Chance(0.4) ? "\r\n" : "\n",
            HasMark = draw.Chance(0.3),
            QuotesAll = draw.Chance(0.15),
            Columns = columns,
            Names = [.. columns.Select(column => NameOf(column, style, draw))],
        };
    }

    private static ColumnKind[] Choose(Draw draw)
    {
        ColumnKind[] columns = [.. ColumnKinds.Common, .. Some(draw, ColumnKinds.Sensitive, SensitiveExtras), .. Some(draw, ColumnKinds.Harmless, HarmlessExtras), ColumnKinds.Notes];

        // The number of the row stays in front, as it does in lists; a third of all files has the order of this table.
        if (draw.Chance(0.67)) Shuffle(draw, columns);
        return [ColumnKinds.Id, .. columns];
    }

    private static ColumnKind[] Some(Draw draw, ColumnKind[] from, int count)
    {
        ColumnKind[] shuffled = [.. from];
        Shuffle(draw, shuffled);
        return shuffled[..count];
    }

    private static void Shuffle(Draw draw, ColumnKind[] items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var other = draw.Below(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    private static string NameOf(ColumnKind column, HeaderStyle style, Draw draw)
    {
        var english = draw.Pick(column.English.Split(' '));
        return style switch
        {
            HeaderStyle.Snake => english,
            HeaderStyle.Camel => KeyNames.Camel(english),
            HeaderStyle.Upper => english.ToUpperInvariant(),
            HeaderStyle.German => column.German ?? KeyNames.Spaced(english),
            HeaderStyle.French => column.French ?? KeyNames.Spaced(english),
            HeaderStyle.Spanish => column.Spanish ?? KeyNames.Spaced(english),
            _ => KeyNames.Spaced(english),
        };
    }
}
