using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Tables;
using Aegis.Streams.Identity;

namespace Aegis.Streams.Cli.Agents;

/// <summary>`aegis agents`: who may act.</summary>
internal static class AgentsCommand
{
    /// <summary>Makes the group.</summary>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The group.</returns>
    public static Verb Create(ConnectionOptions connections)
    {
        var group = new Verb("agents", "Load and list the register of agents, disable and enable them.")
        {
            LoadCommand<AgentRegistration>.Create(AgentsTable.Form, connections),
            AgentsListCommand.Create(connections),
            AgentStateCommand.Create("disable", "Stop an agent: each call that it makes from then on is denied.", isEnabled: false, connections),
            AgentStateCommand.Create("enable", "Let an agent act again.", isEnabled: true, connections),
        };
        connections.AddTo(group);
        return group;
    }
}
