using System.CommandLine;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Options;
using Aegis.Streams.Lists;
using Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Cli.Lists;

/// <summary>`aegis lists resume`: goes on with a submission that broke off.</summary>
internal sealed class ListResumeCommand(ConnectionOptions connections)
{
    private readonly ListSource _source = new();
    private readonly ListName _name = new();
    private readonly Option<bool> _noWait = new("--no-wait") { Description = "Do not wait until the list is sanitized and closed." };
    private readonly DurationOption _timeout = new("--timeout", "How long to wait for the next sign of progress.", TimeSpan.FromSeconds(60));

    /// <summary>Makes the verb.</summary>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The verb.</returns>
    public static Verb Create(ConnectionOptions connections) => new ListResumeCommand(connections).ToVerb();

    private Verb ToVerb()
    {
        var verb = new Verb("resume", "Go on with a list whose submission broke off, with the same file. Rows that were sanitized are not sent again, and no row counts twice.")
        {
            Examples = ["aegis lists resume prospects.csv --tenant acme --list prospects-2026-11"],
        };
        _source.AddFileTo(verb);
        _name.AddTo(verb);
        verb.Add(_noWait);
        verb.Add(_timeout);
        connections.AddTo(verb);
        return verb.Runs(Run);
    }

    private int Run(CommandRun run)
    {
        var (tenant, list) = _name.Of(run);
        using var input = _source.Open(run);
        using var session = ListSession.Open(run, connections);
        var status = session.Board.Find(tenant, list) ?? throw CliRefusalException.Fault($"there is no list {tenant}/{list}; begin it with `aegis lists submit`");
        if (status.State == ListState.Refused) throw CliRefusalException.Fault($"the list was refused: {status.Code}: {status.Message}; submit it again");
        if (status.End is null && run.Host.Time.GetUtcNow() - status.UpdatedAt.ToDateTimeOffset() >= ListRecords.Remembered)
            throw CliRefusalException.Fault($"nothing happened to {tenant}/{list} for {ListRecords.Remembered.TotalDays:0} days, and the instances have forgotten it; submit it again under another name");
        if (status.End is null) new ListSubmission(run, session, run.Value(_timeout)).Resume(input, status);
        else run.Talk.Note($"{tenant}/{list} is submitted to its end; nothing was sent");
        if (run.Value(_noWait)) return ExitCodes.Done;
        ListWait.ForClosing(run, session, tenant, list, run.Value(_timeout));
        return ListOutputs.Show(run, session.Board, session.Board.Find(tenant, list)!);
    }
}
