using System.CommandLine;
using System.Security.Cryptography;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Options;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Cli.Lists;

/// <summary>`aegis lists submit`: submits a list and waits until it is sanitized.</summary>
internal sealed class ListSubmitCommand(ConnectionOptions connections)
{
    private readonly ListSource _source = new();
    private readonly ListName _name = new();
    private readonly Option<string> _profile = new("--profile") { Description = "The profile of the active policy by which rows are sanitized; `default` is always there.", HelpName = "NAME", DefaultValueFactory = _ => "default", Validators = { ListName.Check } };
    private readonly Option<bool> _noWait = new("--no-wait") { Description = "Do not wait until the list is sanitized and closed." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Say what would be submitted, and submit nothing." };
    private readonly DurationOption _timeout = new("--timeout", "How long to wait for the next sign of progress.", TimeSpan.FromSeconds(60));

    /// <summary>Makes the verb.</summary>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The verb.</returns>
    public static Verb Create(ConnectionOptions connections) => new ListSubmitCommand(connections).ToVerb();

    private Verb ToVerb()
    {
        var verb = new Verb("submit", "Submit a list of rows, and wait until instances have sanitized it. Ends with 0 if it is closed with a manifest, 2 if it is not closed yet.")
        {
            Examples =
            [
                "aegis lists submit prospects.csv --tenant acme --list prospects-2026-11 --profile outbound",
                "aegis lists submit prospects.jsonl.gz --tenant acme --list prospects-2026-12 --no-wait",
            ],
        };
        _source.AddFileTo(verb);
        _name.AddTo(verb);
        verb.Add(_profile);
        _source.AddLayoutTo(verb);
        foreach (var option in new Option[] { _noWait, _timeout, _dryRun }) verb.Add(option);
        connections.AddTo(verb);
        return verb.Runs(Run);
    }

    private int Run(CommandRun run)
    {
        var (tenant, list) = _name.Of(run);
        var heading = new ListHeading
        {
            Tenant = tenant,
            List = list,
            SubmissionId = RandomNumberGenerator.GetHexString(32, lowercase: true),
            Profile = run.Value(_profile),
            Year = run.Host.Time.GetUtcNow().Year,
        };
        if (run.Value(_dryRun) || _source.IsFile(run))
        {
            // What could not be submitted to its end would have taken the name of the list all the same.
            using var rehearsed = _source.Open(run);
            _source.Describe(run, rehearsed, heading);
            Rehearse(run, rehearsed, heading);
            if (run.Value(_dryRun)) return ExitCodes.Done;
        }

        using var input = _source.Open(run);
        if (!_source.IsFile(run)) _source.Describe(run, input, heading);
        using var session = ListSession.Open(run, connections);
        new ListSubmission(run, session, run.Value(_timeout)).Submit(input, heading);
        if (run.Value(_noWait)) return ExitCodes.Done;
        ListWait.ForClosing(run, session, tenant, list, run.Value(_timeout));
        return ListOutputs.Show(run, session.Board, session.Board.Find(tenant, list)!);
    }

    private void Rehearse(CommandRun run, Dlp.DlpInput input, ListHeading heading)
    {
        using var chunker = new ListChunker(input, heading);
        using (var progress = new ProgressLine(run.Talk, "checking", "MB", run.Host.Time))
        {
            while (chunker.Next() is not null)
            {
                run.Stopping.ThrowIfCancellationRequested();
                progress.Report((long)(chunker.Bytes / 1e6), input.Length is > 0 and { } length ? (double)input.Bytes / length : null);
            }
        }

        if (!run.Value(_dryRun)) return;
        run.Talk.Note($"would submit {chunker.Bytes / 1e6:0.0} MB of {(heading.Format == ListFormat.Csv ? "delimited values" : "JSON Lines")} in {chunker.Chunks} chunks as {heading.Tenant}/{heading.List}, by the profile {heading.Profile}; nothing was sent");
    }
}
