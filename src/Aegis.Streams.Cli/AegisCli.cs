using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Aegis.Streams.Cli.Admin;
using Aegis.Streams.Cli.Agents;
using Aegis.Streams.Cli.Bench;
using Aegis.Streams.Cli.Catalog;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Contracts;
using Aegis.Streams.Cli.DeadLetters;
using Aegis.Streams.Cli.Decide;
using Aegis.Streams.Cli.Demo;
using Aegis.Streams.Cli.Dlp;
using Aegis.Streams.Cli.Lists;
using Aegis.Streams.Cli.Policies;
using Aegis.Streams.Cli.Submit;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Cli.Topics;
using Aegis.Streams.Cli.Up;
using Aegis.Streams.Cli.Watch;
using Aegis.Streams.Kafka.Clients;

namespace Aegis.Streams.Cli;

/// <summary>The command line: finds the verb, runs it, and turns every ending into an exit code and at most one line.</summary>
internal static class AegisCli
{
    private const string Description = """
        Runtime guardrails for AI agents: tool-call intents come in by Kafka, decisions go out.

        Data goes to the standard output, everything else to the error stream. Colours and bars appear on a terminal only; NO_COLOR is respected.
        """;

    /// <summary>Runs a command line.</summary>
    /// <param name="args">The words after the program's name.</param>
    /// <param name="host">The surroundings.</param>
    /// <param name="stopping">Asks the verb to stop in order.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliHost host, CancellationToken stopping)
    {
        var globals = new GlobalOptions();
        var root = Compose(globals, host);
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        try
        {
            return await RunAsync(parsed, new CommandRun(parsed, globals, host, stopping)).ConfigureAwait(false);
        }
        finally
        {
            Flush(host.Output);
        }
    }

    /// <summary>Composes the verbs.</summary>
    /// <param name="globals">The options of every verb.</param>
    /// <param name="host">The surroundings.</param>
    /// <returns>The root, ready to parse.</returns>
    public static RootCommand Compose(GlobalOptions globals, CliHost host)
    {
        var connections = new ConnectionOptions();
        var root = new RootCommand(Description);
        globals.AddTo(root);
        foreach (var verb in Verbs(connections)) root.Add(verb);
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new VerbHelp(new HelpAction { MaxWidth = host.Width });
        return root;
    }

    private static IEnumerable<Verb> Verbs(ConnectionOptions connections) =>
    [
        DemoCommand.Create(),
        UpCommand.Create(connections),
        SubmitCommand.Create(connections),
        DecideCommand.Create(connections),
        AdminCommand.Create(connections),
        WatchCommand.Create(connections),
        DeadLettersCommand.Create(connections),
        CatalogCommand.Create(connections),
        AgentsCommand.Create(connections),
        PolicyCommand.Create(connections),
        TopicsCommand.Create(connections),
        TopologyCommand.Create(connections),
        ContractsCommand.Create(),
        DlpCommand.Create(),
        ListsCommand.Create(connections),
        BenchCommand.Create(connections),
    ];

    private static async Task<int> RunAsync(ParseResult parsed, CommandRun run)
    {
        if (parsed.Action is ParseErrorAction) return Refuse(parsed, run);
        if (parsed.Action is null && UnknownOption(parsed) is { } unknown) return Refuse(parsed, run, unknown);
        if (parsed.CommandResult.Command is not Verb { Handler: { } handler } || parsed.Action is not null)
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = run.Host.Output, Error = run.Host.Error, ProcessTerminationTimeout = null }, run.Stopping).ConfigureAwait(false);
        try
        {
            var exitCode = await handler(run).ConfigureAwait(false);
            run.Data.Flush();
            return exitCode;
        }
        catch (OperationCanceledException) when (run.Stopping.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (OutputClosedException)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception fault)
        {
            run.Talk.Fault(fault is StreamClientException { Fault: StreamClientFault.NotAuthorized } ? $"{fault.Message}; `aegis topics plan --acls` prints the commands that give each right" : fault.Message);
            if (run.IsVerbose) run.Talk.Trace(fault);
            return fault is CliRefusalException refusal ? refusal.ExitCode : ExitCodes.Fault;
        }
    }

    private static int Refuse(ParseResult parsed, CommandRun run)
    {
        if (parsed is { CommandResult.Command.Subcommands.Count: > 0, UnmatchedTokens.Count: 0, Errors.Count: 1 })
        {
            // A group alone is a question, not yet an answer.
            parsed.RootCommandResult.Command.Parse([.. Words(parsed.CommandResult), "--help"]).Invoke(new InvocationConfiguration { Output = run.Host.Error });
            return ExitCodes.Usage;
        }

        if (parsed is { CommandResult.Command.Subcommands.Count: > 0, UnmatchedTokens: [var word, ..] }) run.Talk.Fault($"there is no verb `{word}`");
        else foreach (var error in parsed.Errors) run.Talk.Fault(error.Message);
        Hint(parsed, run);
        return ExitCodes.Usage;
    }

    private static int Refuse(ParseResult parsed, CommandRun run, string unknown)
    {
        run.Talk.Fault($"there is no option `{unknown}` here; put `--` before an argument that begins with a hyphen");
        Hint(parsed, run);
        return ExitCodes.Usage;
    }

    private static void Hint(ParseResult parsed, CommandRun run) => run.Talk.Hint($"see `{string.Join(' ', ["aegis", .. Words(parsed.CommandResult), "--help"])}`");

    /// <summary>Finds an option that the verb does not have, and whose name and value would be taken for paths: what lies there may be shown.</summary>
    private static string? UnknownOption(ParseResult parsed)
    {
        var meant = parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Skip(1).Count();
        return parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).SkipLast(meant).Select(token => token.Value).FirstOrDefault(value => value is ['-', not (>= '0' and <= '9'), ..]);
    }

    /// <summary>Spells the verb with its groups, such as `topics plan`.</summary>
    private static IEnumerable<string> Words(CommandResult verb) =>
        verb.Parent is CommandResult group ? [.. Words(group), verb.Command.Name] : [];

    /// <summary>Writes what is left; whoever read it may be gone, and then nobody misses it.</summary>
    private static void Flush(TextWriter output)
    {
        try
        {
            output.Flush();
        }
        catch (IOException)
        {
        }
    }
}
