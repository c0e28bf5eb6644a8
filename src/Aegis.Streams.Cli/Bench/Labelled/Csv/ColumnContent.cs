namespace Aegis.Streams.Cli.Bench.Labelled.Csv;

/// <summary>What fills a column.</summary>
internal enum ColumnContent
{
    /// <summary>Sensitive values of its entity, or nothing.</summary>
    Sensitive,

    /// <summary>Hard negatives of its kinds.</summary>
    Negative,

    /// <summary>The number of the row.</summary>
    RowNumber,

    /// <summary>The name of a person.</summary>
    Name,

    /// <summary>The name of a company.</summary>
    Company,

    /// <summary>A street and a city.</summary>
    Address,

    /// <summary>ZIP+4 in the United States, which is a hard negative, and other postcodes.</summary>
    Postcode,

    /// <summary>Sentences, with values among them.</summary>
    Notes,
}
