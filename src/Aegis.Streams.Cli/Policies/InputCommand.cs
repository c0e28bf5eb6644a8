using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Aegis.Streams.Cli.Submit;
using Aegis.Streams.Intents;
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
        var groups = new Option<string[]>("--group") { Description = "Group of the agent; may be repeated.", HelpName = "NAME" };
        var roles = new Option<string[]>("--role") { Description = "Role of the agent; may be repeated.", HelpName = "NAME" };
        var attributes = new Option<string[]>("--attribute") { Description = "Attribute of the agent's registration; may be repeated.", HelpName = "NAME=VALUE" };
        var environment = new Option<string?>("--environment") { Description = "Environment of the instance.", HelpName = "NAME" };
        var time = new Option<string?>("--time") { Description = "Decision time, as RFC 3339. Default: now.", HelpName = "TIME" };
        var verb = new Verb("input", "Write the input for Open Policy Agent of each intent, one a line: ask its bundle for `data.aegis.policy.decision` with it.")
        {
            Examples = ["aegis policy input policies intents.jsonl", "aegis policy input policies - --group sales --time 2026-01-01T09:00:00Z"],
        };
        verb.Add(path);
        verb.Add(intents);
        foreach (var option in new Option[] { groups, roles, attributes, environment, time }) verb.Add(option);
        return verb.Runs(run =>
        {
            var facts = DerivedFacts.Of(PolicyText.Load(run, run.Value(path)));
            var decisionTime = TimeOf(run, run.Value(time));
            var named = AttributesOf(run.Value(attributes) ?? []);
            using var input = IntentLines.Open(run, run.Value(intents));
            foreach (var line in new IntentLines(assignsIds: true, replyTopic: null).Read(input, run.Value(intents)))
            {
                var (intent, parameters) = Parse(line);
                var call = FactsOf(intent) with { Groups = [.. run.Value(groups) ?? []], Roles = [.. run.Value(roles) ?? []], Attributes = named };
                run.Data.WriteLine(Terminal.TerminalText.Clean(Encoding.UTF8.GetString(PolicyInput.Write(facts, call, parameters, decisionTime, run.Value(environment)))));
            }

            return ExitCodes.Done;
        });
    }

    private static (Intent Intent, ReadOnlyMemory<byte> Parameters) Parse(IntentLine line)
    {
        if (line.Intent is not { } intent) throw CliRefusalException.Fault($"line {line.Number}: {line.Fault!.Describe()}");
        if (new IntentReader(new IntentLimits()).ReadParameters(intent, new ParameterTable()) is { } fault) throw CliRefusalException.Fault($"line {line.Number}: {fault.Describe()}");
        return (intent, intent.Parameters.IsEmpty ? "{}"u8.ToArray() : intent.Parameters);
    }

    private static CallFacts FactsOf(Intent intent) => new()
    {
        Tenant = intent.Tenant,
        Agent = intent.Agent,
        Tool = intent.Tool,
        Action = intent.Action,
        ClaimedClass = intent.CallClass == CallClass.Read ? ToolClass.Read : ToolClass.Write,
        EgressTarget = intent.EgressTarget,
    };

    private static DateTimeOffset TimeOf(CommandRun run, string? text)
    {
        if (text is null) return run.Host.Time.GetUtcNow();
        return DateText.TryParse(Encoding.UTF8.GetBytes(text), out var instant) ? instant : throw CliRefusalException.Usage($"--time must be a date or time such as 2026-01-01T09:00:00Z, not `{text}`");
    }

    private static ImmutableSortedDictionary<string, string> AttributesOf(string[] texts)
    {
        var attributes = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            if (text.Split('=', 2) is not [{ Length: > 0 } name, var value]) throw CliRefusalException.Usage($"--attribute must be NAME=VALUE, not `{text}`");
            attributes[name] = value;
        }

        return attributes.ToImmutable();
    }
}
