namespace Aegis.Streams.Cli.Policies;

/// <summary>How verbs that take files name what is published instead: `active`, `previous`, or the id of a publication or a revision.</summary>
internal static class PublishedName
{
    public const string Active = "active";
    public const string Previous = "previous";

    private const int MaxDigits = 64;

    /// <summary>Tells whether a text names a publication. What exists as a file or folder is that.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Whether it does; there may be no such publication.</returns>
    public static bool Is(string text) => (text is Active or Previous || (text.Length is > 0 and <= MaxDigits && text.All(char.IsAsciiHexDigitLower))) && !Path.Exists(text);
}
