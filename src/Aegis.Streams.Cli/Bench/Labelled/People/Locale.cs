namespace Aegis.Streams.Cli.Bench.Labelled.People;

/// <summary>Names, places and companies of a country.</summary>
internal sealed record Locale
{
    /// <summary>Gets the ISO 3166 code.</summary>
    public required string Country { get; init; }

    /// <summary>Gets the ISO 639 code of the language of notes.</summary>
    public required string Language { get; init; }

    public required string[] FirstNames { get; init; }

    public required string[] LastNames { get; init; }

    public required string[] Streets { get; init; }

    public required string[] Cities { get; init; }

    /// <summary>Gets the pattern of postcodes, for <see cref="Draw.Fill"/>.</summary>
    public required string Postcode { get; init; }

    /// <summary>Gets what companies do, the middle of their name.</summary>
    public required string[] Trades { get; init; }

    /// <summary>Gets the end of a company's name.</summary>
    public required string[] CompanyForms { get; init; }

    public required string[] TopLevelDomains { get; init; }
}
