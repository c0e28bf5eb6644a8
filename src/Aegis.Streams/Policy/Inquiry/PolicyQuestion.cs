using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Language;

namespace Aegis.Streams.Policy.Inquiry;

/// <summary>A call to ask policy about, with all that policy may know of it. The slow, owned counterpart of the engine's call.</summary>
public sealed record PolicyQuestion
{
    /// <summary>Gets the tool.</summary>
    public required string Tool { get; init; }

    /// <summary>Gets the action.</summary>
    public required string Action { get; init; }

    /// <summary>Gets what the intent says of its class.</summary>
    public CallClass ClaimedClass { get; init; }

    /// <summary>Gets where the call would go; <see langword="null"/>: the intent does not say.</summary>
    public string? EgressTarget { get; init; }

    /// <summary>Gets the parameters as sent, JSON text in UTF-8; empty: none.</summary>
    public ReadOnlyMemory<byte> Parameters { get; init; }

    /// <summary>Gets the agent's registration, with tenant, name, groups, roles and attributes.</summary>
    public required AgentRegistration Registration { get; init; }

    /// <summary>Gets the decision time in UTC.</summary>
    public required DateTimeOffset DecisionTime { get; init; }

    /// <summary>Gets the environment of the instance; <see langword="null"/>: it was told none.</summary>
    public string? Environment { get; init; }

    /// <summary>Checks an environment.</summary>
    /// <param name="environment">The environment.</param>
    /// <returns>What it must be; <see langword="null"/>: policies can name it.</returns>
    public static string? EnvironmentFault(string environment) => TextForms.Environment.IsValid(environment) ? null : TextForms.Environment.Rule;

    /// <summary>Makes the question of an intent.</summary>
    /// <param name="intent">The intent.</param>
    /// <param name="registration">The agent's registration.</param>
    /// <param name="decisionTime">The decision time in UTC.</param>
    /// <param name="environment">The environment; <see langword="null"/>: none.</param>
    /// <returns>The question.</returns>
    public static PolicyQuestion Of(Intent intent, AgentRegistration registration, DateTimeOffset decisionTime, string? environment)
    {
        ArgumentNullException.ThrowIfNull(intent);
        return new PolicyQuestion
        {
            Tool = intent.Tool,
            Action = intent.Action,
            ClaimedClass = intent.CallClass,
            EgressTarget = intent.EgressTarget,
            Parameters = intent.Parameters,
            Registration = registration,
            DecisionTime = decisionTime,
            Environment = environment,
        };
    }
}
