using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Aegis.Streams.Cli.Decide;
using Aegis.Streams.Cli.Options;

namespace Aegis.Streams.Cli.Bench.Facade;

/// <summary>`aegis bench facade`: how long a synchronous answer takes at fixed rates, beside the floor of the library.</summary>
internal sealed class FacadeBenchCommand
{
    private const int MaxRate = 20_000;

    private const string Description = """
        Measure how long answers of a facade take at fixed rates, by gRPC, beside an empty service on the same library.

        An open loop: each latency counts from the moment its question was due, so that waiting behind slow answers is not hidden
        (coordinated omission). The facade is one that --facade names, with the sample tables and policies loaded, or one that is started with
        the embedded broker. Beside each rate, in turns, an echo in a process of its own answers the same questions with an answer of
        the same size: the floor, and ratios are to it. Every answer is checked. All share this machine, the load too.
        """;

    private readonly ChoicesOption _modes = new("--mode", "What is asked: a read that is answered before its audit entry is acknowledged (a facade of one's own needs --async-reads), a write that waits for it, or a write idempotently, in keyed state. May be repeated. Default: all.", BenchQuestion.Read, BenchQuestion.Write, BenchQuestion.Stateful);
    private readonly Option<int[]> _rates = new("--rps") { Description = "Questions a second. Several rates, comma-separated, follow each other.", HelpName = "N[,N...]", DefaultValueFactory = _ => [500], CustomParser = ParseRates };
    private readonly NumberOption _seconds = new("--seconds", "How long each round takes.", least: 1, most: 600, usual: 5);
    private readonly NumberOption _rounds = new("--rounds", "How often each is measured.", least: 1, most: 100, usual: 3);
    private readonly NumberOption _connections = new("--connections", "Connections of gRPC.", least: 1, most: 1000, usual: 4);
    private readonly Option<string?> _facade = new("--facade") { Description = "A facade that runs, such as http://127.0.0.1:9400. Default: one is started.", HelpName = "URL" };
    private readonly Option<string?> _tokenFile = new("--token-file") { Description = "With --facade, the file with the token of the caller.", HelpName = "FILE" };
    private readonly Option<string?> _opa = new("--opa") { Description = "Let this program of Open Policy Agent run too, in mode read, with the exported bundle, by HTTP.", HelpName = "FILE" };

    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Verb Create() => new FacadeBenchCommand().ToVerb();

    private static int[] ParseRates(ArgumentResult result)
    {
        var rates = new List<int>();
        foreach (var text in result.Tokens[0].Value.Split(','))
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rate) && rate is > 0 and <= MaxRate) rates.Add(rate);
            else result.AddError($"--rps must be whole numbers from 1 to {MaxRate} such as 500,2000, not `{text}`");
        }

        return [.. rates];
    }

    private Verb ToVerb()
    {
        var verb = new Verb("facade", Description)
        {
            Examples =
            [
                "aegis bench facade --mode read --rps 500,2000  # one is started; ratios only, since its broker is embedded",
                "aegis bench facade --facade http://127.0.0.1:9400 --token-file .aegis/caller.token --rps 1000 --seconds 20 --json",
                "aegis bench facade --mode read --rps 1000 --opa ./opa  # Open Policy Agent beside it",
            ],
        };
        foreach (var option in new Option[] { _modes, _rates, _seconds, _rounds, _connections, _facade, _tokenFile, _opa }) verb.Add(option);
        return verb.Runs(RunAsync);
    }

    private Task<int> RunAsync(CommandRun run)
    {
        var plan = new FacadeBenchPlan
        {
            Modes = run.Value(_modes) is { Length: > 0 } modes ? modes : [BenchQuestion.Read, BenchQuestion.Write, BenchQuestion.Stateful],
            Rates = run.Value(_rates),
            Measured = TimeSpan.FromSeconds(run.Value(_seconds)!.Value),
            Rounds = (int)run.Value(_rounds)!.Value,
            Connections = (int)run.Value(_connections)!.Value,
            Opa = run.Value(_opa),
        };
        if (plan.Opa is { } opa && !File.Exists(opa)) throw CliRefusalException.Usage($"--opa: there is no program {opa}");
        return new FacadeBench(run, plan, Other(run)).RunAsync();
    }

    private (Uri Address, string Token)? Other(CommandRun run)
    {
        if (run.Value(_facade) is null != run.Value(_tokenFile) is null) throw CliRefusalException.Usage("--facade and --token-file go together");
        if (run.Value(_facade) is not { } text) return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) throw CliRefusalException.Usage("--facade must be a URL such as http://127.0.0.1:9400");
        return (address, FacadeClientOptions.ReadToken(run.Value(_tokenFile)!));
    }
}
