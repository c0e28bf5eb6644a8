namespace Aegis.Streams.Cli.Bench.Labelled.Notes;

/// <summary>The phrases of an entity.</summary>
internal sealed class PhraseSet
{
    /// <summary>Gets those with an English word that says what the value is.</summary>
    public Phrase[] Named { get; private init; } = [];

    /// <summary>Gets those with such a word in another language.</summary>
    public Phrase[] NamedElsewhere { get; private init; } = [];

    /// <summary>Gets those that say nothing of it.</summary>
    public Phrase[] Plain { get; private init; } = [];

    /// <summary>Gets those that say nothing of it and touch it.</summary>
    public Phrase[] Glued { get; private init; } = [];

    public static PhraseSet Of(string[] named, string[]? elsewhere = null, string[]? plain = null, string[]? glued = null) =>
        new() { Named = Read(named), NamedElsewhere = Read(elsewhere ?? []), Plain = Read(plain ?? []), Glued = Read(glued ?? []) };

    private static Phrase[] Read(string[] texts) => [.. texts.Select(Phrase.Of)];
}
