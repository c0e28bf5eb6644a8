namespace Aegis.Streams.Server.Callers;

/// <summary>Somebody who may ask: a service, a gateway, another instance.</summary>
public sealed record Caller
{
    /// <summary>Stands for every name in <see cref="Tenants"/> and <see cref="Agents"/>.</summary>
    public const string Every = "*";

    /// <summary>Gets its name in logs, 1 to 64 characters of a-z 0-9 . _ -.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the tenants it may ask for; <see cref="Every"/> among them: all.</summary>
    public required IReadOnlySet<string> Tenants { get; init; }

    /// <summary>Gets the agents of these tenants that it may ask for; <see cref="Every"/> among them: all.</summary>
    public required IReadOnlySet<string> Agents { get; init; }

    /// <summary>Gets a value indicating whether it may fetch the active policies, those of every tenant, as a bundle.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool MayFetchBundles { get; init; }

    /// <summary>Gets a value indicating whether it may read the instruments of the process.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool MayReadMetrics { get; init; }

    /// <summary>Says whether it may ask for an agent.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="agent">The agent.</param>
    /// <returns>Whether it may.</returns>
    public bool MayAskFor(string tenant, string agent) =>
        (Tenants.Contains(tenant) || Tenants.Contains(Every)) && (Agents.Contains(agent) || Agents.Contains(Every));
}
