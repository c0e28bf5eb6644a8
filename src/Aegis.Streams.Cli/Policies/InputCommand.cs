using System.CommandLine;
using System.Text;
using Aegis.Streams.Cli.Submit;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Inquiry;
using Aegis.Streams.Policy.Rego;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Cli.Policies;

/// <summary>`aegis policy input`: what a stock Open Policy Agent is asked about an intent.</summary>
internal static class InputCommand
{
    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Verb Create()
    {
        var path = new Argument<string>("PATH") { Description = "Policy file, or folder of them: the set that the bundle was built from." };
        var intents = new Argument<string>("INTENTS") { Description = "JSON intents, one a line; - is the standard input." };
        var circumstances = new CircumstanceOptions();
        var verb = new Verb("input", "Write the input for Open Policy Agent of each intent, one a line: ask its bundle for `data.aegis.policy.decision` with it. A line that holds no intent is reported and left out, and the exit code then is 2.")
        {
            Examples = ["aegis policy input policies intents.jsonl", "aegis policy input policies - --group sales --at 2026-01-01T09:00:00Z"],
        };
        verb.Add(path);
        verb.Add(intents);
        circumstances.AddTo(verb);
        return verb.Runs(run =>
        {
            var facts = DerivedFacts.Of(PolicyPaths.LoadDocuments(run, run.Value(path)));
            var questionOf = circumstances.Read(run);
            using var input = IntentLines.Open(run, run.Value(intents));
            var rejected = 0;
            foreach (var line in new IntentLines(assignsIds: true, replyTopic: null).Read(input, run.Value(intents)))
            {
                if (Parse(line, out var fault) is not { } intent)
                {
                    rejected++;
                    run.Talk.Fault($"line {line.Number}: {fault!.Describe()}");
                    continue;
                }

                var question = questionOf(intent);
                var parameters = question.Parameters.IsEmpty ? "{}"u8.ToArray() : question.Parameters;
                run.Data.WriteLine(Terminal.TerminalText.Clean(Encoding.UTF8.GetString(PolicyInput.Write(facts, FactsOf(question), parameters, question.DecisionTime, question.Environment))));
            }

            return rejected == 0 ? ExitCodes.Done : ExitCodes.Incomplete;
        });
    }

    /// <summary>Reads an intent; one that holds none must not silence those after it.</summary>
    private static Intent? Parse(IntentLine line, out IntentFault? fault)
    {
        fault = line.Fault;
        if (line.Intent is not { } intent) return null;
        fault = new IntentReader(new IntentLimits()).ReadParameters(intent, new ParameterTable());
        return fault is null ? intent : null;
    }

    private static CallFacts FactsOf(PolicyQuestion question) => new()
    {
        Tenant = question.Registration.Tenant,
        Agent = question.Registration.Agent,
        Groups = question.Registration.Groups,
        Roles = question.Registration.Roles,
        Attributes = question.Registration.Attributes,
        Tool = question.Tool,
        Action = question.Action,
        ClaimedClass = question.ClaimedClass == CallClass.Read ? ToolClass.Read : ToolClass.Write,
        EgressTarget = question.EgressTarget,
    };
}
