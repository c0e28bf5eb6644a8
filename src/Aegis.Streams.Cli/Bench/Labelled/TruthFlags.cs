namespace Aegis.Streams.Cli.Bench.Labelled;

/// <summary>What makes a sensitive value special, so that recall can be told apart by it.</summary>
[Flags]
internal enum TruthFlags
{
    /// <summary>Nothing does.</summary>
    None = 0,

    /// <summary>Unusual: glued to a word, a rare form, a local rule of dates, or its only context is in another language than English.</summary>
    Hard = 1,

    /// <summary>A phone in the national form of Germany, the UK or France, without a country code. Only in columns of phones.</summary>
    National = 2,

    /// <summary>No separator, prefix or sign: where there is no check digit, only its key, column or word tells what it is.</summary>
    Bare = 4,

    /// <summary>In JSON that is a string of the JSON around it.</summary>
    InNestedJson = 8,

    /// <summary>The raw bytes are not the value's own: escapes of JSON, or doubled quotes.</summary>
    Escaped = 16,
}
