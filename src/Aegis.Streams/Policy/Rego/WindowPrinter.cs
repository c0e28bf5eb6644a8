using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Rego;

/// <summary>Prints windows of the week, over the weekday and minute of the decision time in a zone, which the input holds.</summary>
internal static class WindowPrinter
{
    private static readonly string[] DayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public static string DayName(DayOfWeek day) => DayNames[(int)day];

    public static RegoTerm Print(RegoModule module, TimeWindow window, Certainty want)
    {
        var local = $"input.derived.local{RegoText.Member(window.Zone)}";
        var holds = module.Define("aegis_true", "", Clauses(window, local));
        return want == Certainty.True ? holds : module.Define(
            "aegis_false", "", [[$"is_string({local}.day)", $"is_number({local}.minute)", $"not {holds.Name}"]]);
    }

    private static List<string[]> Clauses(TimeWindow window, string local)
    {
        var from = $"local.minute >= {Minute(window.From)}";
        var to = $"local.minute < {Minute(window.To)}";
        if (window.From < window.To) return [[$"local := {local}", .. Days(window, 0), from, to]];
        return [[$"local := {local}", .. Days(window, 0), from], [$"local := {local}", .. Days(window, 1), to]];
    }

    private static string[] Days(TimeWindow window, int later) =>
        window.Days.IsEmpty ? [] : [$"local.day in {RegoText.Set(window.Days.Distinct().Order().Select(day => DayNames[((int)day + later) % 7]))}"];

    private static long Minute(TimeOnly time) => time.Ticks % TimeSpan.TicksPerMinute == 0
        ? time.Ticks / TimeSpan.TicksPerMinute
        : throw new RegoRefusedException("A time window begins or ends within a minute; write whole minutes.");
}
