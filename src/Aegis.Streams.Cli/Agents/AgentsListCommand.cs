using System.CommandLine;
using System.Text;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Tables;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Cli.Agents;

/// <summary>`aegis agents list`: shows the register.</summary>
internal static class AgentsListCommand
{
    /// <summary>Makes the verb.</summary>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The verb.</returns>
    public static Verb Create(ConnectionOptions connections)
    {
        var tenant = new Option<string?>("--tenant") { Description = "Only agents of this tenant.", HelpName = "NAME" };
        var verb = new Verb("list", "List the agents as they are registered now; with --json, as a file that `load` reads.")
        {
            Examples = ["aegis agents list", "aegis agents list --tenant acme --json > agents.jsonl"],
        };
        verb.Add(tenant);
        return verb.Runs(run =>
        {
            var connection = new ConnectionResolver(connections).Connect(run);
            var table = new TableScan<AgentRegistration>(AgentsTable.Form, run).Read(connection, new TopicNames(run.Value(connections.Prefix)).Agents);
            var agents = table.Rows.OrderBy(row => Encoding.UTF8.GetString(row.Key), StringComparer.Ordinal).Select(row => row.Value.Value)
                .Where(agent => run.Value(tenant) is not { } wanted || agent.Tenant == wanted).ToList();
            if (run.IsJson)
            {
                var lines = new AgentJsonLines(null);
                foreach (var agent in agents) run.Data.WriteLine(lines.Write(agent));
            }
            else
            {
                Show(run, agents);
            }

            return ExitCodes.Done;
        });
    }

    private static void Show(CommandRun run, List<AgentRegistration> agents)
    {
        if (agents.Count == 0)
        {
            run.Talk.Note("no agent is registered");
            return;
        }

        var table = new TextTable("AGENT", "STATE", "GROUPS", "ROLES", "UPDATED", "NAME");
        foreach (var agent in agents)
        {
            table.Add(
                agent.IsEnabled ? Ink.Plain : Ink.Red, $"{agent.Tenant}/{agent.Agent}", AgentJsonLines.StateOf(agent), string.Join(",", agent.Groups), string.Join(",", agent.Roles),
                agent.UpdatedAt is { } instant ? Rfc3339.Format(instant) : "-", agent.DisplayName ?? "-");
        }

        table.WriteTo(run.Data);
    }
}
