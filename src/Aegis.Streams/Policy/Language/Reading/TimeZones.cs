using NodaTime;

namespace Aegis.Streams.Policy.Language.Reading;

/// <summary>The zones of the IANA time zone database, as NodaTime carries it: the same on every machine.</summary>
internal static class TimeZones
{
    public static bool IsKnown(string name) => DateTimeZoneProviders.Tzdb.Ids.Contains(name);

    /// <summary>Guesses a misspelt name.</summary>
    /// <returns>`did you mean X?`; <see langword="null"/>: none is close.</returns>
    public static string? Guess(string name) => Spelling.Guess(name, DateTimeZoneProviders.Tzdb.Ids);
}
