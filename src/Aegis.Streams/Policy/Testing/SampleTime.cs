using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Evaluation;
using Aegis.Streams.Policy.Inquiry;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Testing;

/// <summary>Finds a decision time within a window of the week.</summary>
internal static class SampleTime
{
    private const int QuartersOfWeek = 7 * 24 * 4;

    /// <summary>Looks at every quarter of an hour of the week that follows.</summary>
    /// <returns>The first that is within; if there is none, where the search began.</returns>
    public static DateTimeOffset Within(TimeWindow window, PolicyQuestion question, DateTimeOffset from)
    {
        var check = new TimeWindowCheck(window);
        var table = new ParameterTable();
        for (var quarter = 0; quarter < QuartersOfWeek; quarter++)
        {
            var at = from.AddMinutes(15 * quarter);
            if (check.Evaluate(PolicyInquiry.CallOf(question with { DecisionTime = at }, table)) == Truth.True) return at;
        }

        return from;
    }
}
