using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Rules;

/// <summary>The decision time lies in a window of the week, in a time zone. Always decided.</summary>
/// <param name="Zone">The zone's name in the IANA time zone database.</param>
/// <param name="Days">The days on which the window begins; empty: every day.</param>
/// <param name="From">Where it begins, local time, inclusive.</param>
/// <param name="To">Where it ends, local time, exclusive. Not after <paramref name="From"/>: on the next day.</param>
public sealed record TimeWindow(string Zone, ImmutableArray<DayOfWeek> Days, TimeOnly From, TimeOnly To) : Condition;
