using System.CommandLine;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Contracts;
using Aegis.Streams.Cli.Options;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Cli.Tables;

/// <summary>`aegis catalog load` and `aegis agents load`.</summary>
/// <typeparam name="T">What the table holds.</typeparam>
internal sealed class LoadCommand<T>
    where T : class
{
    private const long DefaultMaxRejects = 10_000;

    private readonly TableForm<T> _form;
    private readonly ConnectionOptions _connections;
    private readonly Argument<string> _file = new("FILE") { Description = "The file; `-` is the standard input." };
    private readonly Option<string?> _format;
    private readonly Option<string?> _tenant = new("--tenant") { Description = "The tenant of lines that name none.", HelpName = "NAME" };
    private readonly Option<string?> _rejects = new("--rejects") { Description = "Where rejected lines go. Default: FILE.rejects.jsonl.", HelpName = "PATH" };
    private readonly NumberOption _maxRejects = new("--max-rejects", "Give up with more rejected lines than this.", least: 0, usual: DefaultMaxRejects);
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Check every line, write nothing." };
    private readonly Option<bool> _replace;
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Do not ask before --replace removes something." };
    private readonly SchemaRegistryOptions _registry = new();

    private LoadCommand(TableForm<T> form, ConnectionOptions connections)
    {
        (_form, _connections) = (form, connections);
        _format = new Option<string?>("--format") { Description = "What the file holds. Default: what its name ends in.", HelpName = string.Join('|', form.Formats.Keys) };
        _format.AcceptOnlyFromAmong([.. form.Formats.Keys]);
        _replace = new Option<bool>("--replace") { Description = $"Then remove the {form.Rows} that the file does not have, of the tenants that it names." };
    }

    /// <summary>Makes the verb.</summary>
    /// <param name="form">The table.</param>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The verb.</returns>
    public static Verb Create(TableForm<T> form, ConnectionOptions connections)
    {
        var command = new LoadCommand<T>(form, connections);
        var verb = new Verb("load", $"Load {form.Rows} from a file. Lines that cannot be used are set aside, with number and reason; a load may be repeated.")
        {
            Examples =
            [
                $"aegis {form.Name} load {form.Name}.{form.Formats.Keys.First()}",
                $"aegis {form.Name} load {form.Name}.jsonl --dry-run",
                $"aegis {form.Name} load acme.jsonl --tenant acme --replace",
            ],
        };
        verb.Add(command._file);
        foreach (var option in new Option[] { command._format, command._tenant, command._rejects, command._maxRejects, command._dryRun, command._replace, command._yes }) verb.Add(option);
        command._registry.AddTo(verb);
        return verb.Runs(command.RunAsync);
    }

    private async Task<int> RunAsync(CommandRun run)
    {
        var (isDryRun, isReplace) = (run.Value(_dryRun), run.Value(_replace));
        if (isReplace && !isDryRun && !run.Value(_yes) && (!run.Host.IsInputTerminal || run.Value(_file) == "-"))
            throw CliRefusalException.Usage("--replace removes what the file does not have, and nobody can be asked here; look with --dry-run, then say --yes");

        using var input = TableInput.Open(run.Value(_file), run.Value(_format), _form.Formats.Keys, run.Host);
        var connection = isDryRun && !isReplace ? null : new ConnectionResolver(_connections).Connect(run);
        var topics = new TopicNames(run.Value(_connections.Prefix));
        var topic = _form.Topic(topics);
        var contracts = isDryRun ? null : await _registry.RegisterAsync(run, topics).ConfigureAwait(false);
        var codec = _form.CodecOf(contracts?.Framing);
        var before = connection is null ? null : isReplace ? new TableScan<T>(_form, run).Read(connection, topic) : null;
        using var rejects = new RejectFile(RejectsPath(run));
        var file = new TableFile<T>(input.Stream, input.Name, codec, _form.Formats[input.Format](run.Value(_tenant)));
        var load = new TableLoad<T>(file, _form, codec, rejects, run.Value(_maxRejects)!.Value, run);
        using var writer = connection is null || isDryRun ? null : TableWriter.Open(connection, topic, run);
        var started = run.Host.Time.GetTimestamp();
        load.Run(writer, input.Length);
        var seconds = run.Host.Time.GetElapsedTime(started).TotalSeconds;
        Summarise(run, load, rejects, isDryRun, seconds);
        var isRemoved = before is null || new TableReplacement<T>(_form, run).Remove(file, before, rejects.Count, writer, run.Value(_yes));
        return rejects.Count == 0 && isRemoved ? ExitCodes.Done : ExitCodes.Incomplete;
    }

    private string RejectsPath(CommandRun run)
    {
        var file = run.Value(_file);
        var path = run.Value(_rejects) ?? TableInput.RejectsOf(file, _form.Name);
        return Path.GetFullPath(path) == Path.GetFullPath(file) ? throw CliRefusalException.Usage("--rejects must not be the file that is read") : path;
    }

    private void Summarise(CommandRun run, TableLoad<T> load, RejectFile rejects, bool isDryRun, double seconds)
    {
        var done = isDryRun ? $"{_form.Count(load.Rows)} can be loaded; nothing was written" : $"{_form.Count(load.Rows)} loaded in {seconds:0.0} s, {load.Rows / Math.Max(seconds, 0.001):N0}/s";
        run.Talk.Note(done, Ink.Green);
        if (rejects.Count > 0) run.Talk.Warn($"{rejects.Count:N0} rejected; {rejects.Path} says why");
    }
}
