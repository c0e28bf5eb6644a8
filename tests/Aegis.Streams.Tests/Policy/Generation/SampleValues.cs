using System.Collections.Immutable;

namespace Aegis.Streams.Tests.Policy.Generation;

/// <summary>Values at which engines have been seen to differ.</summary>
internal static class SampleValues
{
    public static ImmutableArray<string> WholeNumbers { get; } = ["0", "1", "25", "-5", "100", "3", "9007199254740991", "-9007199254740991"];

    public static ImmutableArray<string> Numbers { get; } =
        [.. WholeNumbers, "25.5", "0.1", "0.3", "99.99", "1e3", "1e-7", "9007199254740993", "25.00000000000000000001", "1e400", "-1e400", "123456789012345678901234567890"];

    /// <summary>Gets texts that look alike, or are alike for an engine that folds, normalises, trims, counts UTF-16 or reads lines.</summary>
    public static ImmutableArray<string> Texts { get; } =
    [
        "EU", "eu", "EU ", " EU", "EU\n", "ACC-1", "ACC-12", "acc-1", "ACC-1\n", "ACC-٥", "", "a", "ab", "aaa", "😀", "😀😀", "é", "e\u0301",
        "ß", "ss", "\u212a", "k", "ſ", "s", "～", "25", "true", "null", "\"q\"", "a*b", "a\\b", "*", "\t", "\u007f", "line one\nline two", "\u2028", "\uffff",
    ];

    public static ImmutableArray<string> Sentences { get; } = ["Quotes over the limit need approval.", "Zu groß – bitte fragen.", "Say \"please\"\tfirst."];

    public static ImmutableArray<string> Currencies { get; } = ["EUR", "USD", "JPY"];

    public static ImmutableArray<string> Patterns { get; } =
        ["ACC-[0-9]+", "ACC-\\d{1,2}", "[A-Z]{2}", "(?:EU|US)", "^EU", "EU$", "a*", "(a|ab)b?", ".", "..?", ".+", "[^a-z]+", "\\w+", "\\s", "é", "[é-ÿ]", "😀+", "(?:a|aa){2,3}", "k", "s", "a\\*b"];

    public static ImmutableArray<string> Dates { get; } =
    [
        "2026-11-28", "2026-11-28T00:00:00Z", "2026-11-28T01:00:00+01:00", "2026-11-27T23:59:59.9999999Z", "2026-11-28T00:00:00.0000001Z", "2026-12-01", "2024-02-29",
    ];

    public static ImmutableArray<string> NoDates { get; } =
        ["2026-02-30", "2025-02-29", "2026-11-28T24:00:00Z", "2026-11-28T00:00:00", "2026-11-28 00:00:00Z", "2026-11-28T00:00Z", "28.11.2026", "2026-1-1", "20261128", "2026-11-28T00:00:60Z", "2026-11-28T00:00:00+25:00"];

    public static ImmutableArray<string> Durations { get; } = ["PT1H", "PT60M", "PT3600S", "PT3601S", "P1D", "PT24H", "P1W", "P7D", "P30D", "P1DT12H", "PT0S"];

    public static ImmutableArray<string> NoDurations { get; } = ["P1M", "P1Y", "P", "PT", "1H", "PT1.5H", "-PT1H", "pt1h", "P1H", "PT1S1H"];

    public static ImmutableArray<string> EgressEntries { get; } =
        ["https://api.example.com", "https://api.example.com/v1", "https://*.example.com", "http://intern.example.com:8080", "https://api.example.com:8443/v1/"];

    public static ImmutableArray<string> Urls { get; } =
    [
        "https://api.example.com", "https://API.example.com/v1", "https://api.example.com/v10", "https://api.example.com/v1/x?q=1", "https://api.example.com:443/", "https://a.b.example.com/",
        "https://example.com/", "https://evilexample.com/", "http://api.example.com/v1", "http://intern.example.com:8080/a", "https://api.example.com:8443/v1", "https://api.example.com/v1/../admin",
        "https://api.example.com@evil.com/", "https://evil.com\\@api.example.com/", "//api.example.com/v1", "api.example.com", "https://api.example.com/v1#x", "https:api.example.com", " https://api.example.com/",
        "https://api.example.com.evil.com/v1",
    ];
}
