using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Evaluation;

namespace Aegis.Streams.Tests.Policy.Generation;

/// <summary>A call as policy sees it.</summary>
internal sealed record GeneratedCall
{
    private static readonly IntentLimits Limits = new();

    public required string Tenant { get; init; }

    public required string Agent { get; init; }

    public required string Tool { get; init; }

    public required string Action { get; init; }

    public CallClass ClaimedClass { get; init; }

    public string? EgressTarget { get; init; }

    public string? Environment { get; init; }

    public DateTimeOffset DecisionTime { get; init; }

    public ImmutableArray<string> Groups { get; init; } = [];

    public ImmutableArray<string> Roles { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Attributes { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Gets the parameters as sent.</summary>
    public required string Parameters { get; init; }

    /// <summary>Gets a value indicating whether strict reading takes the parameters. Where it does not, no other engine may be asked: they read something else, or nothing.</summary>
    public bool IsReadable { get; init; } = true;

    public AgentRegistration ToRegistration() =>
        new() { Tenant = Tenant, Agent = Agent, Groups = Groups, Roles = Roles, Attributes = Attributes, IsEnabled = true };

    /// <summary>Reads the parameters.</summary>
    /// <returns>Whether strict reading takes them.</returns>
    public bool TryRead(ParameterTable parameters) => parameters.Read(Encoding.UTF8.GetBytes(Parameters), Limits, "parameters") is null;

    /// <summary>Gives the call to the engine.</summary>
    /// <param name="parameters">The parameters that were read.</param>
    public PolicyCall ToPolicyCall(ParameterTable parameters) => new()
    {
        Tenant = Tenant,
        Agent = Agent,
        Tool = Tool,
        Action = Action,
        ClaimedClass = ClaimedClass,
        EgressTarget = EgressTarget,
        Registration = ToRegistration(),
        Parameters = parameters,
        DecisionTime = DecisionTime,
        Environment = Environment,
    };

    public Intent ToIntent() => new()
    {
        Id = "generated",
        Tenant = Tenant,
        Agent = Agent,
        Tool = Tool,
        Action = Action,
        CallClass = ClaimedClass,
        Parameters = Encoding.UTF8.GetBytes(Parameters),
        EgressTarget = EgressTarget,
    };

    public override string ToString()
    {
        var attributes = string.Join(", ", Attributes.Select(pair => $"{pair.Key}={pair.Value}"));
        return string.Create(CultureInfo.InvariantCulture, $"""
            {Tenant}/{Agent} calls {Tool} {Action} ({ClaimedClass}) at {DecisionTime:O} in {Environment ?? "no environment"}, egress {EgressTarget ?? "none"}
            groups [{string.Join(", ", Groups)}] roles [{string.Join(", ", Roles)}] attributes [{attributes}]
            parameters{(IsReadable ? "" : " (not strict JSON)")}: {Parameters}
            """);
    }
}
