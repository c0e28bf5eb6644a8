using System.CommandLine;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Options;

namespace Aegis.Streams.Cli.Lists;

/// <summary>`aegis lists status`: shows how far lists are.</summary>
internal sealed class ListStatusCommand(ConnectionOptions connections)
{
    private readonly Option<string?> _tenant = new("--tenant") { Description = "Lists of this tenant alone.", HelpName = "NAME", Validators = { ListName.Check } };
    private readonly Option<string?> _list = new("--list") { Description = "This list of the tenant, in full.", HelpName = "NAME", Validators = { ListName.Check } };
    private readonly Option<bool> _wait = new("--wait") { Description = "With --list, wait until it is closed." };
    private readonly DurationOption _timeout = new("--timeout", "With --wait, how long to wait for the next sign of progress.", TimeSpan.FromSeconds(60));

    /// <summary>Makes the verb.</summary>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The verb.</returns>
    public static Verb Create(ConnectionOptions connections) => new ListStatusCommand(connections).ToVerb();

    private Verb ToVerb()
    {
        var verb = new Verb("status", "Show how far lists are. With --list, ends with 0 if it is closed with a manifest, 2 if it is not closed yet.")
        {
            Examples = ["aegis lists status", "aegis lists status --tenant acme --list prospects-2026-11 --wait --json"],
        };
        foreach (var option in new Option[] { _tenant, _list, _wait, _timeout }) verb.Add(option);
        connections.AddTo(verb);
        return verb.Runs(Run);
    }

    private int Run(CommandRun run)
    {
        var (tenant, list) = (run.Value(_tenant), run.Value(_list));
        if (list is not null && tenant is null) throw CliRefusalException.Usage("--list needs --tenant: tenants may have lists of one name");
        if (list is null && run.Value(_wait)) throw CliRefusalException.Usage("--wait needs --list");
        using var session = ListSession.Open(run, connections);
        if (list is null)
        {
            ListOutputs.Show(run, session.Board, [.. session.Board.All.Where(status => tenant is null || status.Heading.Tenant == tenant)]);
            return ExitCodes.Done;
        }

        if (session.Board.Find(tenant!, list) is null) throw CliRefusalException.Fault($"there is no list {tenant}/{list}; `aegis lists status` shows those that there are");
        if (run.Value(_wait)) ListWait.ForClosing(run, session, tenant!, list, run.Value(_timeout));
        return ListOutputs.Show(run, session.Board, session.Board.Find(tenant!, list)!);
    }
}
