using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Rules;
using NodaTime;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Tests that the decision time lies in a window of the week.</summary>
internal sealed class TimeWindowCheck(TimeWindow window) : CompiledCondition
{
    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[window.Zone];
    private readonly bool[] _days = [.. Enum.GetValues<DayOfWeek>().Select(day => window.Days.IsEmpty || window.Days.Contains(day))];
    private readonly string _limit = $"{window.From:HH\\:mm} to {window.To:HH\\:mm}, {window.Zone}";

    public override Truth Evaluate(in PolicyCall call)
    {
        var local = LocalTime.Of(_zone, call.DecisionTime);
        var (from, to, time) = (window.From.Ticks, window.To.Ticks, local.TicksOfDay);
        if (from < to) return Logic.Of(_days[local.Day] && time >= from && time < to);

        // The window runs over midnight: it is open if it began today, or began yesterday and has not ended.
        return Logic.Of((_days[local.Day] && time >= from) || (_days[(local.Day + 6) % 7] && time < to));
    }

    public override void Explain(in PolicyCall call, Truth wanted, BlameList blames) =>
        blames.Add(wanted, new Blame(ReasonCodes.TimeWindow, null, _limit, null, "Call again at another time."));
}
