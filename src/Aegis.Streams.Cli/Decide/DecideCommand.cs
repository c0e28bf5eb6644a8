using System.CommandLine;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Options;
using Aegis.Streams.Cli.Submit;
using Aegis.Streams.Client;
using Grpc.Core;

namespace Aegis.Streams.Cli.Decide;

/// <summary>`aegis decide`: asks a facade for decisions, and shows them.</summary>
internal sealed class DecideCommand
{
    private const string Description = """
        Ask a facade for decisions, by gRPC, and show them. The intent is spelled by options, or read from a file of JSON lines, one answer a line.

        Ends with 0 if every call may run as it is, 10 if one may run with sanitized parameters only (--json shows them), 11 if one needs
        approval, 12 if one is denied, 13 if there is no decision on one: refused, unavailable or too late. The greatest counts.
        """;

    private readonly Argument<string?> _file = new("file") { Description = "JSON intents, one a line, which need no id; `-` reads the standard input. Default: the options spell one.", HelpName = "FILE.jsonl|-", Arity = ArgumentArity.ZeroOrOne };
    private readonly IntentOptions _intent = new();
    private readonly FacadeClientOptions _facade;
    private readonly Option<bool> _idempotent = new("--idempotent") { Description = "One decision for the id of each intent, however often it is asked; each must have one." };
    private readonly DurationOption _deadline = new("--deadline", "How long one answer may take, retries included.", TimeSpan.FromSeconds(1));

    private DecideCommand(ConnectionOptions connections) => _facade = new FacadeClientOptions(connections);

    /// <summary>Makes the verb.</summary>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The verb.</returns>
    public static Verb Create(ConnectionOptions connections) => new DecideCommand(connections).ToVerb();

    private Verb ToVerb()
    {
        var verb = new Verb("decide", Description)
        {
            Examples =
            [
                "aegis decide --tenant acme --agent sales-composer --tool pricing-api --action generate_quote --class read --param sku=SKU-000123",
                "aegis decide --idempotent --json topology/samples/intents.jsonl",
                """echo '{"tenant":"acme","agent":"sales-composer","tool":"crm","action":"read_account"}' | aegis decide -""",
                "aegis decide --facade https://aegis.example:9400 --ca ca.pem --client-cert caller.pem --client-key caller.key --deadline 200ms intent.json",
            ],
        };
        verb.Add(_file);
        _intent.AddTo(verb);
        _facade.AddTo(verb);
        verb.Add(_idempotent);
        verb.Add(_deadline);
        return verb.Runs(RunAsync);
    }

    private async Task<int> RunAsync(CommandRun run)
    {
        if (run.Value(_file) is null != _intent.AreGiven(run)) throw CliRefusalException.Usage("give a file of intents, or the options of one (--tenant, --agent, --tool, --action), not both");
        if (run.Value(_deadline) is var deadline && (deadline <= TimeSpan.Zero || deadline > TimeSpan.FromHours(1))) throw CliRefusalException.Usage("--deadline must be positive, and at most 1h");
        var options = _facade.Read(run, deadline);
        using var client = FacadeClientOptions.Open(options);
        return await AskAsync(run, client).ConfigureAwait(false);
    }

    private async Task<int> AskAsync(CommandRun run, AegisClient client)
    {
        var reader = new IntentLines(assignsIds: !run.Value(_idempotent), replyTopic: null);
        var output = new DecideOutput(run);
        if (run.Value(_file) is not { } file) return await AskAsync(run, client, reader.ToLine(1, _intent.Write(run)), output, isAlone: true).ConfigureAwait(false);
        using var input = IntentLines.Open(run, file);
        var exitCode = ExitCodes.Done;
        IntentLine? waiting = null;
        var isAlone = true;
        foreach (var line in reader.Read(input, file))
        {
            if (waiting is not null)
            {
                isAlone = false;
                exitCode = Math.Max(exitCode, await AskAsync(run, client, waiting, output, isAlone).ConfigureAwait(false));
            }

            waiting = line;
        }

        if (waiting is null) throw CliRefusalException.Fault($"{file} holds no intent");
        return Math.Max(exitCode, await AskAsync(run, client, waiting, output, isAlone).ConfigureAwait(false));
    }

    private async Task<int> AskAsync(CommandRun run, AegisClient client, IntentLine line, DecideOutput output, bool isAlone)
    {
        run.Stopping.ThrowIfCancellationRequested();
        if (line.Fault is { } fault) return output.Refused(line, new DecisionFault(StatusCode.InvalidArgument, fault.Code, fault.Message) { Path = fault.Path });
        var answer = await client.DecideAsync(IntentContract.Of(line.Intent!), run.Value(_idempotent), cancellation: run.Stopping).ConfigureAwait(false);
        run.Stopping.ThrowIfCancellationRequested();
        var exitCode = output.Show(line, answer, isAlone);
        run.Data.Flush();
        return exitCode;
    }
}
