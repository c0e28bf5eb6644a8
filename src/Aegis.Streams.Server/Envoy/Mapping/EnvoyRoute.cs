using System.Collections.Immutable;

namespace Aegis.Streams.Server.Envoy.Mapping;

/// <summary>What one kind of HTTP request is as an intent.</summary>
internal sealed record EnvoyRoute
{
    /// <summary>Gets its name, for people.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the hosts, in lower case without a port; `*.` before one stands for one label or more; empty: all.</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>Gets the methods.</summary>
    public required ImmutableArray<string> Methods { get; init; }

    /// <summary>Gets the path.</summary>
    public required PathTemplate Path { get; init; }

    /// <summary>Gets where the tenant comes from.</summary>
    public required ValueSource Tenant { get; init; }

    /// <summary>Gets where the agent comes from.</summary>
    public required ValueSource Agent { get; init; }

    /// <summary>Gets where the tool comes from.</summary>
    public required ValueSource Tool { get; init; }

    /// <summary>Gets where the action comes from.</summary>
    public required ValueSource Action { get; init; }

    /// <summary>Gets where `read` or `write` comes from: a constant or an extension, never what a client sends.</summary>
    public required ValueSource CallClass { get; init; }

    /// <summary>Gets the header with the id; <see langword="null"/>: each request gets a new one.</summary>
    public string? IdHeader { get; init; }

    /// <summary>Gets whether one decision is made for an id.</summary>
    public IdempotencyUse Idempotency { get; init; }

    /// <summary>Gets what becomes of the body.</summary>
    public BodyUse Body { get; init; }

    /// <summary>Gets the parameters that the route makes, beside those of a whole body.</summary>
    public ImmutableArray<MappedParameter> Parameters { get; init; } = [];

    /// <summary>Gets a value indicating whether the query may have parameters that the route does not map, and that nobody looks at.</summary>
    public bool HasOtherQuery { get; init; }

    /// <summary>Gets where the call goes, as an absolute URI; <see langword="null"/>: nothing is said of it.</summary>
    public string? EgressTarget { get; init; }

    /// <summary>Gets a value indicating whether the call goes to the scheme, host and path of the request.</summary>
    public bool IsEgressOfRequest { get; init; }

    /// <summary>Gets the sources of the names.</summary>
    public IEnumerable<ValueSource> NameSources => [Tenant, Agent, Tool, Action, CallClass];

    /// <summary>Says whether a host is one of the route's.</summary>
    public bool HasHost(string host)
    {
        if (Hosts.IsEmpty) return true;
        foreach (var known in Hosts)
            if (known.StartsWith("*.", StringComparison.Ordinal) ? host.Length > known.Length - 1 && host.EndsWith(known[1..], StringComparison.Ordinal) : host == known) return true;
        return false;
    }
}
