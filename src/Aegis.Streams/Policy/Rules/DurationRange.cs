namespace Aegis.Streams.Policy.Rules;

/// <summary>
/// A text is a duration of ISO 8601 in weeks, days, hours, minutes and seconds (`P30D`, `PT1H30M`; a day has 24 hours), and lies between
/// bounds. Undecided for every other text, so for years and months, which have no fixed length.
/// </summary>
/// <param name="Min">The shortest; <see langword="null"/>: no bound.</param>
/// <param name="Max">The longest; <see langword="null"/>: no bound.</param>
public sealed record DurationRange(TimeSpan? Min, TimeSpan? Max) : ParameterTest;
