using System.CommandLine;
using System.Text;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Tables;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Identity;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Cli.Agents;

/// <summary>`aegis agents disable` and `aegis agents enable`: write an agent's record again with the other state.</summary>
internal static class AgentStateCommand
{
    /// <summary>Makes the verb.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="isEnabled">Whether agents may act afterwards.</param>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The verb.</returns>
    public static Verb Create(string name, string description, bool isEnabled, ConnectionOptions connections)
    {
        var agents = new Argument<string[]>("TENANT/AGENT") { Description = "The agents.", Arity = ArgumentArity.OneOrMore };
        var verb = new Verb(name, description) { Examples = [$"aegis agents {name} acme/sales-composer"] };
        verb.Add(agents);
        return verb.Runs(run =>
        {
            var connection = new ConnectionResolver(connections).Connect(run);
            return Write(run, connection, new TopicNames(run.Value(connections.Prefix)).Agents, run.Value(agents), isEnabled);
        });
    }

    private static int Write(CommandRun run, KafkaConnection connection, string topic, string[] names, bool isEnabled)
    {
        // Not framed even where there is a schema registry: stopping an agent must not wait for one, and readers take both.
        var codec = AgentsTable.Form.CodecOf(null);
        var table = new TableScan<AgentRegistration>(AgentsTable.Form, run).Read(connection, topic);
        var isUnknown = false;
        var changed = new List<(string Name, AgentRegistration Agent)>();
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            if (table.Find(Encoding.UTF8.GetBytes(name)).Row?.Value is not { } agent)
            {
                isUnknown = true;
                run.Talk.Warn($"no agent {name} is registered; `aegis agents list` shows those that are, as TENANT/AGENT");
            }
            else if (agent.IsEnabled == isEnabled)
            {
                run.Talk.Note($"{name} was {AgentJsonLines.StateOf(agent)} already");
            }
            else
            {
                changed.Add((name, agent));
            }
        }

        using var writer = TableWriter.Open(connection, topic, run);
        foreach (var (_, agent) in changed)
        {
            var next = agent with { IsEnabled = isEnabled, UpdatedAt = run.Host.Time.GetUtcNow() };
            writer.Write(codec.EncodeKey(next), codec.Encode(next));
        }

        writer.Complete(() => { }, run.Stopping);
        foreach (var (name, agent) in changed)
            run.Talk.Note($"{name} is {(isEnabled ? "enabled" : "disabled")}; it was {AgentJsonLines.StateOf(agent)}", isEnabled ? Ink.Green : Ink.Yellow);
        return isUnknown ? ExitCodes.Incomplete : ExitCodes.Done;
    }
}
