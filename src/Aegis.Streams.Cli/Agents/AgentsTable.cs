using Aegis.Streams.Cli.Tables;
using Aegis.Streams.Identity;

namespace Aegis.Streams.Cli.Agents;

/// <summary>The register of agents.</summary>
internal static class AgentsTable
{
    /// <summary>What the verbs must know of it.</summary>
    public static readonly TableForm<AgentRegistration> Form = new()
    {
        Name = "agents",
        Rows = "agents",
        Topic = topics => topics.Agents,
        CodecOf = framing => new AgentRegistrationCodec(framing),
        Formats = new Dictionary<string, Func<string?, ITableFormat<AgentRegistration>>> { ["jsonl"] = tenant => new AgentJsonLines(tenant) },
    };
}
