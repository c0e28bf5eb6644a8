using Aegis.Streams.Identity;
using Aegis.Streams.Intents;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>What policy may know of a call.</summary>
/// <remarks>A value on the stack that refers to what others own; nothing is copied.</remarks>
public readonly ref struct PolicyCall
{
    /// <summary>Gets the tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>Gets the agent.</summary>
    public required string Agent { get; init; }

    /// <summary>Gets the tool.</summary>
    public required string Tool { get; init; }

    /// <summary>Gets the action.</summary>
    public required string Action { get; init; }

    /// <summary>Gets what the intent says of its class.</summary>
    public CallClass ClaimedClass { get; init; }

    /// <summary>Gets where the call would go; <see langword="null"/>: the intent does not say.</summary>
    public string? EgressTarget { get; init; }

    /// <summary>Gets the agent's registration, with its groups, roles and attributes.</summary>
    public required AgentRegistration Registration { get; init; }

    /// <summary>Gets the parameters.</summary>
    public required ParameterTable Parameters { get; init; }

    /// <summary>Gets the decision time in UTC.</summary>
    public DateTimeOffset DecisionTime { get; init; }

    /// <summary>Gets the environment of the instance; <see langword="null"/>: it was told none.</summary>
    public string? Environment { get; init; }
}
