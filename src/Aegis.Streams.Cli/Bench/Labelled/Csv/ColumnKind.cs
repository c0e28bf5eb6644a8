namespace Aegis.Streams.Cli.Bench.Labelled.Csv;

/// <summary>A kind of column: its names in four languages, and what is in it.</summary>
/// <param name="English">Its names, in lower case with underscores; spaces between them.</param>
/// <param name="German">Its name in German; <see langword="null"/>: the English one is used.</param>
/// <param name="French">Its name in French.</param>
/// <param name="Spanish">Its name in Spanish.</param>
internal sealed record ColumnKind(string English, string? German = null, string? French = null, string? Spanish = null)
{
    public ColumnContent Content { get; private init; }

    /// <summary>Gets the entity of sensitive columns.</summary>
    public string? Entity { get; private init; }

    /// <summary>Gets the share of rows that have a value, in dense data.</summary>
    public double Share { get; private init; }

    /// <summary>Gets the kinds of columns of hard negatives.</summary>
    public NegativeKind[] Negatives { get; private init; } = [];

    public ColumnKind With(string entity, double share) => this with { Content = ColumnContent.Sensitive, Entity = entity, Share = share };

    public ColumnKind With(params NegativeKind[] kinds) => this with { Content = ColumnContent.Negative, Negatives = kinds };

    public ColumnKind With(ColumnContent content) => this with { Content = content };
}
