using System.CommandLine;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Policy.Inquiry;

namespace Aegis.Streams.Cli.Policies;

/// <summary>`aegis policy explain`: tells the whole way of one answer.</summary>
internal static class ExplainCommand
{
    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Verb Create()
    {
        var paths = PolicyPaths.Argument();
        var question = new QuestionOptions();
        var all = new Option<bool>("--all") { Description = "Name every silent rule. Default: those that speak of others are counted." };
        var verb = new Verb("explain", "Tell in plain words how policies come to their answer to one intent: which rules apply, and why every other one is silent. No value of a parameter is printed.")
        {
            Examples = ["aegis policy explain policies --intent intent.json --group sales", "aegis policy explain policies --intent intent.json --all --json"],
        };
        verb.Add(paths);
        question.AddTo(verb);
        verb.Add(all);
        return verb.Runs(run =>
        {
            var policy = PolicyPaths.Load(run, question.TermKeys.Read(run), run.Value(paths));
            var asked = question.Read(run);
            var answer = PolicyInquiry.Ask(policy, asked, question.ReadCatalog(run));
            if (run.IsJson)
            {
                run.Data.WriteJson(json => AnswerJson.Write(json, answer, policy.Revision, withRules: true));
                return ExitCodes.Done;
            }

            foreach (var line in PolicyExplanation.Write(asked, answer, run.Value(all)).TrimEnd('\n').Split('\n'))
                run.Data.WriteLine(run.Data.Paint(line.StartsWith(' ') ? Ink.Plain : Ink.Bold, TerminalText.Clean(line)));
            return ExitCodes.Done;
        });
    }
}
