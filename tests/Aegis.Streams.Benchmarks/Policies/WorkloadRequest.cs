using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Evaluation;

namespace Aegis.Streams.Benchmarks.Policies;

/// <summary>One request of the workload with what it must be answered.</summary>
internal sealed record WorkloadRequest
{
    /// <summary>The action of every request: the workload names tools only.</summary>
    public const string Action = "call";

    public required string Id { get; init; }

    public required AgentRegistration Agent { get; init; }

    public required string Tool { get; init; }

    public required byte[] Parameters { get; init; }

    public required bool IsAllowed { get; init; }

    /// <summary>Gets the rules that apply, in ordinal order.</summary>
    public required ImmutableArray<string> Rules { get; init; }

    /// <summary>Reads a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="agents">The agents that were read before: an agent is one registration, as in the table of a running instance.</param>
    public static WorkloadRequest Read(JsonElement request, Dictionary<(string Tenant, string Agent), AgentRegistration> agents)
    {
        var input = request.GetProperty("input");
        var expected = request.GetProperty("expect");
        return new WorkloadRequest
        {
            Id = request.GetProperty("id").GetString()!,
            Agent = ReadAgent(input, agents),
            Tool = string.Intern(input.GetProperty("tool").GetString()!),
            Parameters = Encoding.UTF8.GetBytes(input.GetProperty("params").GetRawText()),
            IsAllowed = expected.GetProperty("allow").GetBoolean(),
            Rules = [.. Texts(expected, "permits").Concat(Texts(expected, "forbids")).Select(id => $"{PolicyWorkload.Name}/{id}").Order(StringComparer.Ordinal)],
        };
    }

    public PolicyCall Call(ParameterTable parameters) => new()
    {
        Tenant = Agent.Tenant,
        Agent = Agent.Agent,
        Tool = Tool,
        Action = Action,
        Registration = Agent,
        Parameters = parameters,
    };

    /// <summary>Makes parameters of a given size by a text that no rule looks at.</summary>
    public byte[] PaddedParameters(int size)
    {
        const string member = ",\"note\":\"\"";
        var room = size - Parameters.Length - member.Length;
        if (room <= 0) return Parameters;
        var text = Encoding.UTF8.GetString(Parameters);
        return Encoding.UTF8.GetBytes($"{text[..^1]},\"note\":\"{new string('x', room)}\"}}");
    }

    private static AgentRegistration ReadAgent(JsonElement input, Dictionary<(string Tenant, string Agent), AgentRegistration> agents)
    {
        var (tenant, name) = (input.GetProperty("tenant").GetString()!, PolicyWorkload.AgentName(input.GetProperty("agent")));
        if (agents.TryGetValue((tenant, name), out var agent)) return agent;
        return agents[(tenant, name)] = new AgentRegistration
        {
            Tenant = tenant,
            Agent = name,
            Roles = Texts(input, "roles"),
            Groups = Texts(input, "groups"),
            IsEnabled = true,
        };
    }

    private static ImmutableArray<string> Texts(JsonElement owner, string name) => [.. owner.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];
}
