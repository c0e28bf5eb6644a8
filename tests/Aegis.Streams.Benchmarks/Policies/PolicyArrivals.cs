using System.Text;
using System.Text.Json.Nodes;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy.Evaluation;
using Aegis.Streams.State;

namespace Aegis.Streams.Benchmarks.Policies;

/// <summary>The requests of a workload as intents that arrive: what the pipeline does before policy, so that policy finds in the caches what it would find there.</summary>
internal sealed class PolicyArrivals
{
    private readonly IntentReader _reader = new(new IntentLimits());
    private readonly SourceRecord[] _records;
    private readonly TableSnapshot<AgentRegistration> _agents;
    private readonly ParameterTable _parameters = new();
    private Intent? _intent;
    private AgentRegistration? _agent;

    /// <summary>Initializes the intents.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="parameterBytes">How long the parameters are made.</param>
    public PolicyArrivals(PolicyWorkload workload, int parameterBytes)
    {
        _records = [.. workload.Requests.Select(request => RecordOf(request, parameterBytes))];
        var rows = workload.Requests.Select(request => request.Agent).Distinct().Select((agent, offset) => new TableChange<AgentRegistration>(
            Encoding.UTF8.GetBytes($"{agent.Tenant}/{agent.Agent}"), new TableRow<AgentRegistration>(agent, 0, offset, new byte[32])));
        _agents = new TableSnapshot<AgentRegistration>(1).Apply([.. rows], [workload.Requests.Length]);
    }

    /// <summary>Reads an intent and finds its agent.</summary>
    /// <param name="index">Which.</param>
    public PolicyArrivals Receive(int index)
    {
        var reading = _reader.Read(_records[index]);
        _intent = reading.Intent ?? throw new InvalidDataException($"An intent is refused: {reading.Fault?.Message}");
        _agent = IdentityResolver.Resolve(_intent, _agents).Agent;
        return this;
    }

    /// <summary>Reads the parameters of the intent.</summary>
    public PolicyArrivals ReadParameters()
    {
        if (_reader.ReadParameters(_intent!, _parameters) is not null) throw new InvalidDataException("The parameters are bad.");
        return this;
    }

    /// <summary>Makes the call that policy is asked about.</summary>
    public PolicyCall Call() => new()
    {
        Tenant = _agent!.Tenant,
        Agent = _agent.Agent,
        Tool = _intent!.Tool,
        Action = _intent.Action,
        Registration = _agent,
        Parameters = _parameters,
    };

    private static SourceRecord RecordOf(WorkloadRequest request, int parameterBytes)
    {
        var intent = new JsonObject
        {
            ["id"] = request.Id,
            ["tenant"] = request.Agent.Tenant,
            ["agent"] = request.Agent.Agent,
            ["tool"] = request.Tool,
            ["action"] = WorkloadRequest.Action,
            ["call_class"] = "write",
            ["parameters"] = JsonNode.Parse(request.PaddedParameters(parameterBytes)),
            ["created_at"] = "2026-11-24T10:00:00.000Z",
        };
        return SampleIntent.Record with { Value = Encoding.UTF8.GetBytes(intent.ToJsonString()), Key = Encoding.UTF8.GetBytes($"{request.Agent.Tenant}/{request.Agent.Agent}") };
    }
}
