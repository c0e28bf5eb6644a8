using System.CommandLine;
using System.Text;
using Aegis.Streams.Cli.Decisions;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Inquiry;

namespace Aegis.Streams.Cli.Policies;

/// <summary>`aegis policy eval`: asks policies about one intent.</summary>
internal static class EvalCommand
{
    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Verb Create()
    {
        var paths = PolicyPaths.Argument();
        var question = new QuestionOptions();
        var sanitized = new Option<bool>("--sanitized") { Description = "Print the rewritten parameters too, with all that is left in them." };
        var exitCode = new Option<bool>("--exit-code") { Description = "End with 0 for allow, 10 for sanitize, 11 for approval_needed, 12 for deny. Default: 0 for every answer." };
        var verb = new Verb("eval", "Ask policies about one intent, and print the answer with the rules that spoke and why. Needs no cluster; no value of a parameter is printed but by --sanitized.")
        {
            Examples =
            [
                "aegis policy eval policies --intent intent.json --group sales",
                "aegis policy eval policies --intent - --agents agents.jsonl --catalog catalog.csv --environment production --json",
                "aegis policy eval policies --intent intent.json --sanitized",
                "aegis policy eval policies --intent intent.json --at 2026-01-31T08:00:00Z --exit-code",
            ],
        };
        verb.Add(paths);
        question.AddTo(verb);
        verb.Add(sanitized);
        verb.Add(exitCode);
        return verb.Runs(run =>
        {
            var policy = PolicyPaths.Load(run, question.TermKeys.Read(run), run.Value(paths));
            var answer = PolicyInquiry.Ask(policy, question.Read(run), question.ReadCatalog(run));
            if (run.IsJson) run.Data.WriteJson(json => AnswerJson.Write(json, answer, policy.Revision, withRules: false, run.Value(sanitized)));
            else Show(run, answer, run.Value(sanitized));
            return run.Value(exitCode) ? CodeOf(answer.Outcome) : ExitCodes.Done;
        });
    }

    private static int CodeOf(DecisionOutcome outcome) => outcome switch
    {
        DecisionOutcome.Allow => ExitCodes.Done,
        DecisionOutcome.Sanitize => ExitCodes.AnswerSanitize,
        DecisionOutcome.ApprovalNeeded => ExitCodes.AnswerApprovalNeeded,
        _ => ExitCodes.AnswerDeny,
    };

    private static void Show(CommandRun run, PolicyAnswer answer, bool withSanitized)
    {
        run.Data.WriteLine(run.Data.Paint(DecisionLine.InkOf(answer.Outcome), OutcomeWords.Of(answer.Outcome)));
        if (answer.Trace?.Verdict.RuleId is { } permit) run.Data.WriteLine(answer.Outcome == DecisionOutcome.Deny ? $"a permit applies: {permit}" : $"permitted by {permit}");
        foreach (var finding in answer.Findings) Show(run, finding, OutcomeWords.Of(finding.Outcome));
        foreach (var finding in answer.Trace?.Verdict.Observed ?? []) Show(run, finding, "observed");
        foreach (var count in answer.DlpCounts) Line(run, $"found: {count.Count} {count.Entity} in {count.Path ?? "various places"}, {count.Operator} ({count.Profile}){(count.Hidden > 0 ? $"; invisible characters in {count.Hidden}" : "")}");
        if (withSanitized && !answer.SanitizedParameters.IsEmpty) Line(run, $"sanitized: {Encoding.UTF8.GetString(answer.SanitizedParameters.Span)}");
        if (answer.LeavesCatalogOpen) run.Talk.Note("the catalog was not asked, which the policies demand; name it with --catalog", Ink.Yellow);
    }

    private static void Show(CommandRun run, Finding finding, string word)
    {
        var reason = finding.Reason;
        Line(run, $"{word}: {PolicyExplanation.Describe(reason)}");
        if (reason.RuleId is { } rule) Line(run, $"  rule: {rule}");
        if (reason.Message is { } message) Line(run, $"  message: {message}");
        if (reason.Hint is { } hint) Line(run, $"  hint: {hint}");
        if (reason.Docs is { } docs) Line(run, $"  docs: {docs}");
    }

    private static void Line(CommandRun run, string text) => run.Data.WriteLine(TerminalText.Clean(text));
}
