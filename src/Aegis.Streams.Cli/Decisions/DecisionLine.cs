using System.Globalization;
using System.Text;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Cli.Decisions;

/// <summary>Shows a decision as one line: for people in columns, for programs as the JSON of the contract.</summary>
internal static class DecisionLine
{
    /// <summary>Columns of the outcome.</summary>
    public const int OutcomeColumns = 15;

    /// <summary>Columns of tenant and agent.</summary>
    public const int WhoColumns = 26;

    private static readonly DecisionWriter Json = new(framing: null);

    /// <summary>Names an outcome as the contract does.</summary>
    public static string NameOf(DecisionOutcome outcome) => outcome switch
    {
        DecisionOutcome.Allow => "allow",
        DecisionOutcome.Sanitize => "sanitize",
        DecisionOutcome.ApprovalNeeded => "approval_needed",
        _ => "deny",
    };

    /// <summary>Finds the look of an outcome.</summary>
    public static Ink InkOf(DecisionOutcome outcome) => outcome switch
    {
        DecisionOutcome.Allow => Ink.Green,
        DecisionOutcome.Sanitize => Ink.Cyan,
        DecisionOutcome.ApprovalNeeded => Ink.Yellow,
        _ => Ink.Red,
    };

    /// <summary>Writes a decision.</summary>
    /// <param name="screen">The screen of data.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="isJson">Whether it is for a program.</param>
    public static void Write(Screen screen, Decision decision, bool isJson) => screen.WriteLine(isJson
        ? TerminalText.Clean(Encoding.UTF8.GetString(Json.Write(decision, WireFormat.Json)))
        : Render(screen, decision));

    private static string Render(Screen screen, Decision decision)
    {
        var outcome = screen.Paint(InkOf(decision.Outcome), NameOf(decision.Outcome).PadRight(OutcomeColumns));
        var who = TerminalText.Clean($"{decision.Tenant}/{decision.Agent}").PadRight(WhoColumns);
        var what = TerminalText.Clean($"{decision.Tool}/{decision.Action}");
        var reasons = TerminalText.Clean(string.Join(", ", decision.Reasons.Select(Describe)));
        var marks = decision.Replayed ? screen.Paint(Ink.Dim, "  (replayed)") : "";
        var time = decision.DecidedAt.UtcDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        return $"{screen.Paint(Ink.Dim, time)} {outcome} {who} {what}{(reasons.Length == 0 ? "" : "  " + reasons)}{marks}";
    }

    private static string Describe(Reason reason) => reason switch
    {
        { Path: { } path, Limit: { } limit } => $"{reason.Code} ({path}, limit {limit})",
        { Path: { } path } => $"{reason.Code} ({path})",
        _ => reason.Code,
    };
}
